"""The inspector beside the plan, one module for each of its pages."""
