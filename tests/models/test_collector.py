import gc

from plandesk.models.collector import many_small_things, set_aside, take_back


def test_what_is_set_aside_is_looked_at_again_when_taken_back():
    set_aside()
    assert gc.get_freeze_count() > 0
    take_back()
    assert gc.get_freeze_count() == 0


def test_the_collector_goes_on_after_many_small_things():
    with many_small_things():
        assert not gc.isenabled()
    assert gc.isenabled()
