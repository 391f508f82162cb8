-- The current row of a number that was cancelled goes; the person's stands under the number in force.
grant delete on residence.current_residences to dean06_app;
