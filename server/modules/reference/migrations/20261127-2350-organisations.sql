-- Organisations outside the State that connect: registered by an administrator, never rewritten here.
grant insert on reference.agencies to dean06_app;
