-- A number that was cancelled and set again (hủy, xác lập lại số định danh). Decree 70/2024/NĐ-CP; domain 5.3.
-- The current row moves to the new number, the cancelled one becomes an alias for good; what was recorded under it
-- stays as it was recorded.
grant delete on population.people, population.contacts to dean06_app;
grant update (person_number) on population.person_ids, population.number_aliases to dean06_app;
