-- Accounts to which someone had money paid (tài khoản nhận tiền): offered again in the next form, forgotten on his word.
create table payments.payout_accounts (
  person_number   text collate "C" not null,
  account_id      uuid not null,
  bank            text collate "C" not null,  -- code list `banks`
  number          text collate "C" not null,
  holder          text not null,              -- as the bank writes it
  used_at         timestamptz not null,
  primary key (person_number, account_id),
  unique (person_number, bank, number)
);
grant select, insert, update, delete on payments.payout_accounts to dean06_app;
