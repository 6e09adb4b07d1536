"""The faults of real returned workbooks, made in our own returns, one by one."""

from __future__ import annotations

import datetime as dt

import pytest
import return_samples as samples
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from return_samples import check, edit, edit_xml, fill, said, write

from plandesk.excel.returns.read import read_return
from plandesk.excel.returns.schema import Field, ReturnRefused, Severity


def answers(checked, name=Field.RATING):
    return {row.issued.ref: row.answers.get(name) for row in checked.rows}


def severities(checked):
    return {each.severity for each in checked.findings}


def test_a_return_as_asked_has_nothing_to_say(tmp_path):
    checked = check(edit(write(tmp_path), lambda ws: None))
    assert checked.findings == ()
    assert set(answers(checked).values()) == {"Amber"}
    assert len(checked.rows) == 12


def test_renamed_sheet_is_found_by_its_headings(tmp_path):
    path = edit(write(tmp_path), lambda ws: setattr(ws, "title", "April final v2"))
    assert check(path).findings == ()


def test_sheet_copied_with_other_ratings_is_refused_naming_both(tmp_path):
    def copy(ws):
        other = ws.parent.copy_worksheet(ws)
        other.title = "Actions (2)"
        other["F4"] = "Green"

    with pytest.raises(ReturnRefused, match=r"Actions \(2\)"):
        check(edit(write(tmp_path), copy))


def test_sheet_copied_with_the_same_answers_is_read_once(tmp_path):
    path = edit(write(tmp_path), lambda ws: ws.parent.copy_worksheet(ws))
    checked = check(path)
    assert len(checked.rows) == 12
    assert severities(checked) == {Severity.NOTE}


def test_return_sheet_deleted(tmp_path):
    path = edit(write(tmp_path), lambda ws: ws.parent.remove(ws))
    with pytest.raises(ReturnRefused, match="no return sheet"):
        check(path)


def test_another_workbook_is_not_a_return(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "Budget"
    book.save(tmp_path / "Budget.xlsx")
    with pytest.raises(ReturnRefused, match="not a PlanDesk return") as caught:
        check(tmp_path / "Budget.xlsx")
    assert "tracker" in caught.value.hint


def test_rating_heading_renamed_names_the_cell_and_what_it_says(tmp_path):
    path = edit(write(tmp_path), lambda ws: ws.__setitem__("F1", "RAG status"))
    with pytest.raises(ReturnRefused, match="Rating now") as caught:
        check(path)
    assert caught.value.finding.cell == "F1"
    assert caught.value.finding.found == "RAG status"


def test_columns_moved_about_are_found_by_heading(tmp_path):
    def turn_round(ws):
        for row in ws.iter_rows(min_row=1, max_row=ws.max_row, min_col=1, max_col=11):
            values = [cell.value for cell in row][::-1]
            for cell, value in zip(row, values, strict=True):
                cell.value = value

    checked = check(edit(write(tmp_path), turn_round))
    assert checked.findings == ()
    assert set(answers(checked).values()) == {"Amber"}


def test_rows_and_columns_put_in_around_the_table(tmp_path):
    def push(ws):
        ws.insert_rows(1, 2)
        ws["A1"] = "Discussed at our team meeting"
        ws.insert_cols(3)
        ws["C3"] = "Our own note"

    checked = check(edit(write(tmp_path), push))
    assert checked.findings == ()
    assert len(checked.rows) == 12


def test_heading_row_deleted(tmp_path):
    path = edit(write(tmp_path), lambda ws: ws.delete_rows(1))
    with pytest.raises(ReturnRefused, match="heading"):
        check(path)


def test_deleted_rows_are_told_and_never_a_deletion(tmp_path):
    checked = check(edit(write(tmp_path), lambda ws: ws.delete_rows(8, 2)))
    assert len(checked.missing) == 2
    assert "2 of 12 rows are missing" in said(checked.findings, "warning")


def test_added_rows_are_offered_to_be_matched(tmp_path):
    def add(ws):
        for row, title in ((14, "A new idea"), (15, "Another one")):
            ws[f"B{row}"], ws[f"F{row}"] = title, "Green"

    checked = check(edit(write(tmp_path), add))
    assert [row.row for row in checked.unmatched] == [14, 15]
    assert "Row 14 has no PlanDesk key" in said(checked.findings, "error")
    assert len(checked.rows) == 12


def test_answers_pasted_one_row_too_low_are_held(tmp_path):
    def shift(ws):
        for letter in "FGHIJ":
            for row in range(14, 2, -1):
                ws[f"{letter}{row}"] = ws[f"{letter}{row - 1}"].value
            ws[f"{letter}2"] = None

    checked = check(edit(write(tmp_path), shift))
    assert checked.held
    assert "Row 14" in said(checked.findings, "warning")


def test_only_part_of_the_table_sorted_is_refused(tmp_path):
    def part_sort(ws):
        block = [[ws[f"{c}{r}"].value for c in "ABC"] for r in range(2, 14)]
        for row, values in enumerate(sorted(block, key=lambda v: v[1]), start=2):
            for letter, value in zip("ABC", values, strict=True):
                ws[f"{letter}{row}"] = value

    with pytest.raises(ReturnRefused, match="key"):
        check(edit(write(tmp_path), part_sort))


def test_keys_refs_and_titles_sorted_without_the_rest_are_refused(tmp_path):
    def part_sort(ws):
        block = [[ws[f"{c}{r}"].value for c in "ABK"] for r in range(2, 14)]
        for row, values in enumerate(sorted(block, key=lambda v: v[1]), start=2):
            for letter, value in zip("ABK", values, strict=True):
                ws[f"{letter}{row}"] = value

    with pytest.raises(ReturnRefused, match="only part of the table"):
        check(edit(write(tmp_path), part_sort))


def test_red_without_a_reason_column_needs_its_progress_to_say_why(tmp_path):
    def rate(ws):
        ws["F5"], ws["G5"] = "Red", " "
        ws["F6"], ws["G6"] = "Red", "Two vacancies since March."
        ws.delete_cols(9)

    checked = check(edit(write(tmp_path), rate))
    assert "F5" in said(checked.findings, "error")
    assert [row.row for row in checked.rows if row.blocked] == [5]


def test_the_whole_table_sorted_is_read_by_key(tmp_path):
    def sort(ws):
        for row in range(2, 14):
            ws[f"G{row}"] = f"This is about {ws[f'A{row}'].value}"
        block = [[cell.value for cell in row] for row in ws["A2:K13"]]
        for row, values in enumerate(sorted(block, key=lambda v: v[1]), start=2):
            for cell, value in zip(ws[row], values, strict=False):
                cell.value = value

    checked = check(edit(write(tmp_path), sort))
    assert checked.findings == ()
    for row in checked.rows:
        assert row.answers[Field.PROGRESS] == f"This is about {row.issued.ref}"


def test_locked_cells_overwritten_are_listed_and_not_taken(tmp_path):
    def overwrite(ws):
        ws["B8"], ws["C8"], ws["D8"], ws["E8"] = "Other words", "Somebody", "Never", "Grey"

    checked = check(edit(write(tmp_path), overwrite))
    text = said(checked.findings, "warning")
    for cell in ("B8", "C8", "D8", "E8"):
        assert cell in text
    assert severities(checked) == {Severity.WARNING}
    changed = next(row for row in checked.rows if row.locked)
    assert set(changed.answers) == set(Field)


def test_rating_variants_are_read_asked_or_refused(tmp_path):
    typed = [
        " amber ",
        "GREEN",
        "G",
        "Amber/Red",
        "Complete",
        "rde",
        3,
        "B",
        "Green - on track",
        "Gy",
    ]

    def vary(ws):
        for row, value in enumerate(typed, start=2):
            ws[f"F{row}"] = value

    checked = check(edit(write(tmp_path), vary))
    by_row = {row.row: row for row in checked.rows}
    assert [by_row[row].answers.get(Field.RATING) for row in (2, 3, 9, 10, 11)] == [
        "Amber", "Green", "Blue", "Green", "Grey",
    ]  # fmt: skip
    assert Field.RATING in by_row[4].held
    errors = said(checked.findings, "error")
    for cell, found in (("F5", "Amber/Red"), ("F6", "Complete"), ("F7", "rde"), ("F8", "3")):
        assert cell in errors
        assert found in errors
    assert all(by_row[row].blocked for row in (5, 6, 7, 8))
    assert "F2" in said(checked.findings, "note")
    offered = {each.cell: each.suggestion for each in checked.findings if each.suggestion}
    assert offered["F7"] == "Red"
    assert offered["F6"] == "Blue"


def test_a_misspelling_is_offered_its_rating(tmp_path):
    checked = check(edit(write(tmp_path), lambda ws: ws.__setitem__("F4", "Ambr")))
    (finding,) = [each for each in checked.findings if each.severity is Severity.ERROR]
    assert finding.suggestion == "Amber"
    assert finding.cell == "F4"
    assert "must be Blue, Red, Amber, Green or Grey" in finding.message


def test_formula_never_calculated_is_an_error_at_its_cell(tmp_path):
    def formulas(ws):
        ws["G5"] = '=CONCATENATE("Done ",TEXT(TODAY(),"dd/mm/yyyy"))'
        ws["F6"] = '=IF(1=1,"Green","Red")'

    checked = check(edit(write(tmp_path), formulas))
    text = said(checked.findings, "error")
    assert "G5" in text
    assert "formula" in text
    assert [row.row for row in checked.rows if row.blocked] == [5, 6]


def test_formula_with_a_stored_value_is_used_and_told(tmp_path):
    path = edit(write(tmp_path), lambda ws: ws.__setitem__("F6", '=IF(1=1,"Green","Red")'))
    edit_xml(path, "xl/worksheets/sheet2.xml",
             lambda xml: xml.replace('<f>IF(1=1,"Green","Red")</f><v></v>',
                                     '<f>IF(1=1,"Green","Red")</f><v>Green</v>')
             .replace('<f>IF(1=1,"Green","Red")</f><v />',
                      '<f>IF(1=1,"Green","Red")</f><v>Green</v>')
             .replace('r="F6"', 'r="F6" t="str"'))  # fmt: skip
    checked = check(path)
    assert next(row for row in checked.rows if row.row == 6).answers[Field.RATING] == "Green"
    assert "F6 is a formula" in said(checked.findings, "warning")


def test_formula_to_another_workbook_is_an_error_that_shows_its_value(tmp_path):
    path = edit(write(tmp_path), lambda ws: ws.__setitem__("G6", "=[1]Sheet1!$A$1"))
    edit_xml(path, "xl/worksheets/sheet2.xml",
             lambda xml: xml.replace("<f>[1]Sheet1!$A$1</f><v></v>",
                                     "<f>[1]Sheet1!$A$1</f><v>from budget</v>")
             .replace("<f>[1]Sheet1!$A$1</f><v />", "<f>[1]Sheet1!$A$1</f><v>from budget</v>")
             .replace('r="G6"', 'r="G6" t="str"'))  # fmt: skip
    text = said(check(path).findings, "error")
    assert "G6" in text
    assert "formula" in text
    assert "from budget" in text


def test_excel_fault_is_an_error_not_a_word(tmp_path):
    checked = check(edit(write(tmp_path), lambda ws: ws.__setitem__("G4", "#REF!")))
    assert "#REF!" in said(checked.findings, "error")


def test_merged_answers_ask_for_the_rows_without_their_own(tmp_path):
    def merge(ws):
        ws["F7"] = ws["F8"] = None
        ws.merge_cells("F6:F8")

    checked = check(edit(write(tmp_path), merge))
    text = said(checked.findings, "error")
    assert "merged with F6" in text
    assert [row.row for row in checked.rows if row.blocked] == [7, 8]
    assert next(row for row in checked.rows if row.row == 6).answers[Field.RATING] == "Amber"


def test_hidden_rows_are_read_and_told(tmp_path):
    def hide(ws):
        for row in range(7, 11):
            ws.row_dimensions[row].hidden = True

    checked = check(edit(write(tmp_path), hide))
    assert len(checked.rows) == 12
    assert "hidden" in said(checked.findings, "warning")


def test_dates_as_people_type_them(tmp_path):
    typed = [
        *("31/04/2024", "1/5/24", "04/05/2024", "May 2024", "Ongoing", "TBC", "Q2 2024/25"),
        *("end of term", "2024-06-30", "30th June 2024", dt.date(2024, 7, 1), "Autumn 2024"),
    ]

    def dates(ws):
        for row, value in enumerate(typed, start=2):
            ws[f"H{row}"] = value

    checked = check(edit(write(tmp_path), dates))
    read = [row.answers.get(Field.FORECAST) for row in sorted(checked.rows, key=lambda r: r.row)]
    assert read == [
        None, "1 May 2024", "4 May 2024", "May 2024", "Ongoing", "TBC", "Q2 2024/25",
        "end of term", "30 June 2024", "30 June 2024", "1 July 2024", "Autumn 2024",
    ]  # fmt: skip
    assert "31/04/2024" in said(checked.findings, "error")
    held = {row.row for row in checked.rows if Field.FORECAST in row.held}
    assert held == {3, 7, 9}
    assert "4 May 2024" in said(checked.findings, "note")


def test_dates_of_the_1904_system_are_right(tmp_path):
    def old_mac(ws):
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        ws.parent.epoch = CALENDAR_MAC_1904
        ws["H2"] = dt.date(2024, 5, 1)

    checked = check(edit(write(tmp_path), old_mac))
    assert next(row for row in checked.rows if row.row == 2).answers[Field.FORECAST] == "1 May 2024"


def test_numbers_where_words_are_asked_for_are_shown_as_excel_shows_them(tmp_path):
    def numbers(ws):
        for row, value in enumerate([12, 0.45, True, dt.date(2024, 4, 5), 1e20], start=2):
            ws[f"G{row}"] = value
        ws["G3"].number_format = "0%"
        ws["G5"].number_format = "dd/mm/yyyy"
        ws["G2"].number_format = ws["G4"].number_format = "General"

    checked = check(edit(write(tmp_path), numbers))
    read = [row.answers[Field.PROGRESS] for row in sorted(checked.rows, key=lambda r: r.row)][:4]
    assert read == ["12", "45%", "TRUE", "05/04/2024"]
    assert "G2" in said(checked.findings, "warning")


def test_odd_spaces_and_quotes_do_no_harm(tmp_path):
    def odd(ws):
        ws["A2"] = f"{ws['A2'].value}\u00a0"
        ws["F2"] = "Green\u00a0"
        ws["G2"] = "\ufeff\u201cAgreed\u201d \u2013\u2009next\u200b step\u00ad s\u2019 "
        ws["K2"] = f" {ws['K2'].value.lower()}\u200b"

    checked = check(edit(write(tmp_path), odd))
    first = next(row for row in checked.rows if row.row == 2)
    assert first.answers[Field.RATING] == "Green"
    assert first.answers[Field.PROGRESS] == "\u201cAgreed\u201d \u2013 next step s\u2019"
    assert severities(checked) <= {Severity.NOTE}


def test_marks_that_turn_text_round_are_taken_out_and_told(tmp_path):
    def write_bidi(ws):
        ws["G5"] = "\U0001f600 \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd e\u0301"
        ws["G8"] = "safe\u202etxt.exe"

    checked = check(edit(write(tmp_path), write_bidi))
    by_row = {row.row: row.answers[Field.PROGRESS] for row in checked.rows}
    assert by_row[5].startswith("\U0001f600 \u0645")
    assert by_row[8] == "safetxt.exe"
    assert "G8" in said(checked.findings, "warning")


def test_text_over_the_limit_waits_for_a_reason(tmp_path):
    checked = check(edit(write(tmp_path), lambda ws: ws.__setitem__("G5", "x" * 32_767)))
    row = next(row for row in checked.rows if row.row == 5)
    assert len(row.answers[Field.PROGRESS]) == 32_767
    assert row.held == {Field.PROGRESS}
    assert "1,000 characters or fewer. It has 32,767" in said(checked.findings, "warning")


def test_line_breaks_and_bullets_stay(tmp_path):
    text = "\n\n\u2022 one\n\u2022 two\twith a tab  \n\n"
    checked = check(edit(write(tmp_path), lambda ws: ws.__setitem__("G5", text)))
    row = next(row for row in checked.rows if row.row == 5)
    assert row.answers[Field.PROGRESS] == "\u2022 one\n\u2022 two\twith a tab"
    assert checked.findings == ()


def test_struck_out_text_is_left_out_and_shown_apart(tmp_path):
    rich = CellRichText(
        TextBlock(InlineFont(strike=True), "Delayed to July. "), "Completed in May."
    )
    checked = check(edit(write(tmp_path), lambda ws: ws.__setitem__("G5", rich)))
    row = next(row for row in checked.rows if row.row == 5)
    assert row.answers[Field.PROGRESS] == "Completed in May."
    assert "Delayed to July." in said(checked.findings, "warning")


def test_text_that_looks_like_a_formula_or_markup_stays_text(tmp_path):
    odd = ["=1+1", "+44 1234", "-agreed", "@team", "<b>bold</b> & <img src='x'/>", "_x000D_"]

    def inject(ws):
        for row, text in enumerate(odd, start=2):
            ws[f"G{row}"] = text
            ws[f"G{row}"].data_type = "s"

    checked = check(edit(write(tmp_path), inject))
    read = [row.answers[Field.PROGRESS] for row in sorted(checked.rows, key=lambda r: r.row)]
    assert read[:5] == odd[:5]
    (told,) = checked.findings
    assert (told.cell, told.code, told.severity) == ("G2", "formula-text", Severity.WARNING)


def test_a_return_without_answers_says_so(tmp_path):
    checked = check(write(tmp_path))
    assert "no answers" in said(checked.findings, "warning")


def test_red_needs_a_reason_and_done_needs_words(tmp_path):
    def rate(ws):
        ws["F5"], ws["G5"] = "Red", "   "
        ws["F6"], ws["G6"] = "Blue", None

    checked = check(edit(write(tmp_path), rate))
    assert "F5" in said(checked.findings, "error")
    assert "will put it right" in said(checked.findings, "error")
    assert "F6" in said(checked.findings, "warning")
    assert [row.row for row in checked.rows if row.blocked] == [5]


def test_personal_details_wait_for_the_officer(tmp_path):
    text = "Child seen, NHS number 943 476 5919, born 3 May 2012"
    checked = check(edit(write(tmp_path), lambda ws: ws.__setitem__("G5", text)))
    row = next(row for row in checked.rows if row.row == 5)
    assert Field.PROGRESS in row.held
    assert "G5" in said(checked.findings, "warning")
    assert "943" not in said(checked.findings)


def test_newer_format_is_refused(tmp_path):
    made = samples.sheet()
    newer = samples.ReturnSheet(samples.about(version=99), made.rows, made.scale)
    with pytest.raises(ReturnRefused, match="newer PlanDesk"):
        read_return(write(tmp_path, newer))


def test_rows_of_another_lead_are_told(tmp_path):
    all_rows = {row.key: row for row in samples.rows()}
    mine = dict(list(all_rows.items())[:6])
    others = dict(list(all_rows.items())[6:])
    checked = check(edit(write(tmp_path), lambda ws: None), rows=mine, others=others)
    assert "issued to Head of Family Help" in said(checked.findings, "warning")
    assert len(checked.rows) == 12


def test_a_copied_row_with_other_answers_blocks_its_key(tmp_path):
    def copy(ws):
        for letter in "ABCDEFGHIJK":
            ws[f"{letter}14"] = ws[f"{letter}3"].value
        ws["F14"] = "Green"

    checked = check(edit(write(tmp_path), copy))
    assert "Rows 3 and 14" in said(checked.findings, "error")
    assert [row.row for row in checked.rows if row.blocked] == [3]


def test_a_key_with_a_slip_is_named(tmp_path):
    checked = check(edit(write(tmp_path), lambda ws: ws.__setitem__("K4", "AAAAA-AAAAB")))
    assert "has a slip in it" in said(checked.findings, "error")
    assert len(checked.missing) == 1


def test_the_same_message_over_many_cells_is_one_line(tmp_path):
    from plandesk.excel.returns.check import merged

    def spoil(ws):
        fill(ws, "Ambr")

    lines = merged(check(edit(write(tmp_path), spoil)).findings)
    assert len(lines) <= 12
    merged_cells = merged(check(edit(write(tmp_path), lambda ws: (
        ws.merge_cells("F6:F9"), None))).findings)  # fmt: skip
    (line,) = [each for each in merged_cells if each.severity is Severity.ERROR]
    assert line.cell == "F7, F8, F9"


def test_macros_are_told_and_not_run(tmp_path):
    import zipfile

    path = edit(write(tmp_path), lambda ws: None)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert "macros" in said(check(path).findings, "warning")
