-- Fees owed, paid and given back (phí, lệ phí). Law on Fees and Charges 97/2015/QH13; Decree 118/2025/NĐ-CP.
create schema payments;
grant usage on schema payments to dean06_app;

-- What someone owes for a dossier (khoản phải nộp). `reference` is what the QR carries and the bank hands on.
create table payments.dues (
  person_number   text collate "C" not null,
  due_id          uuid not null,
  dossier_id      uuid not null,
  code            text not null,        -- of the dossier
  service         jsonb not null,       -- its name, as told to people
  agency_id       integer not null,
  amount_dong     bigint not null check (amount_dong > 0),
  fee             jsonb not null,       -- the regular amount, the reason of this one, the law
  reference       text collate "C" not null,
  state           text not null check (state in ('open', 'paid', 'cancelled', 'refund-due', 'refunded')),
  asked_at        timestamptz not null,
  pay_by          timestamptz not null,
  paid_at         timestamptz,
  paid_by         text check (paid_by in ('gateway', 'counter')),
  receipt_number  text,                 -- of our receipt, or of the paper book at a counter
  ended_at        timestamptz,
  primary key (person_number, due_id),
  check ((paid_at is null) = (receipt_number is null))
);
create unique index dues_of_dossier on payments.dues (dossier_id);
create unique index dues_by_reference on payments.dues (reference);
grant select, insert, update on payments.dues to dean06_app;

-- The number of the day on a receipt, one row an office and day.
create table payments.receipt_sequences (
  agency_id       integer not null,
  day             date not null,
  last            integer not null,
  primary key (agency_id, day)
);
grant select, insert, update on payments.receipt_sequences to dean06_app;

-- Each payment of which the gateway told, once, whatever it is for: its own id makes a repetition harmless.
create table payments.gateway_payments (
  transaction_id  text collate "C" primary key,
  reference       text not null,
  amount_dong     bigint not null check (amount_dong > 0),
  paid_at         timestamptz not null,
  due_id          uuid,                 -- null: no due has this reference
  outcome         text not null check (outcome in ('paid', 'to-return')),
  reason          text check (reason in ('unknown', 'amount-differs', 'already-paid', 'not-open')),
  told_by         text not null check (told_by in ('message', 'statement')),
  recorded_at     timestamptz not null,
  check ((outcome = 'paid') = (reason is null))
);
create index gateway_payments_by_time on payments.gateway_payments (paid_at);
create index gateway_payments_of_due on payments.gateway_payments (due_id) where due_id is not null;
grant select, insert on payments.gateway_payments to dean06_app;

-- Double entry (ghi sổ kép): every movement names the account it leaves and the one it reaches, so the sum over all
-- accounts is zero by construction. The id is made by whoever moves: the same movement is never written twice.
create table payments.transfers (
  transfer_id     text collate "C" primary key,
  debit           text not null,        -- gateway, cash:<agency>, agency:<id>, to-return
  credit          text not null,
  amount_dong     bigint not null check (amount_dong > 0),
  at              timestamptz not null,
  due_id          uuid,
  check (debit <> credit)
);
create index transfers_of_due on payments.transfers (due_id) where due_id is not null;
grant select, insert on payments.transfers to dean06_app;

-- Money to give back (hoàn trả): through the gateway by a job, or in cash at the counter that took it.
create table payments.refunds (
  refund_id       uuid primary key,
  due_id          uuid,
  agency_id       integer,
  code            text,                 -- of the dossier
  transaction_id  text collate "C" references payments.gateway_payments,  -- null: cash
  amount_dong     bigint not null check (amount_dong > 0),
  reason          text not null,
  state           text not null check (state in ('asked', 'done')),
  asked_at        timestamptz not null,
  done_at         timestamptz,
  check ((state = 'done') = (done_at is not null))
);
create unique index refunds_of_transaction on payments.refunds (transaction_id) where transaction_id is not null;
create index refunds_in_cash on payments.refunds (agency_id, asked_at, refund_id)
  where state = 'asked' and transaction_id is null;
grant select, insert, update on payments.refunds to dean06_app;

-- A day compared with the gateway's statement (đối soát); compared again, its rows are made anew.
create table payments.reconciliations (
  day             date primary key,
  at              timestamptz not null,
  gateway_count   integer not null,
  gateway_dong    bigint not null,
  our_count       integer not null,
  our_dong        bigint not null,
  matched         integer not null,
  missing         integer not null,     -- the gateway took it, we had not heard: recorded now
  surplus         integer not null,     -- we recorded it, the gateway does not know it
  differing       integer not null
);
create table payments.reconciliation_lines (
  day             date not null references payments.reconciliations,
  transaction_id  text collate "C" not null,
  verdict         text not null check (verdict in ('matched', 'missing', 'surplus', 'differing')),
  gateway_dong    bigint,
  our_dong        bigint,
  primary key (day, transaction_id)
);
grant select, insert, update on payments.reconciliations to dean06_app;
grant select, insert, delete on payments.reconciliation_lines to dean06_app;

-- For the index of service quality and for steering: no names, no answers.
create view payments.dues_v1 as
  select dossier_id, agency_id, amount_dong, state, paid_by, asked_at, paid_at from payments.dues;
grant select on payments.dues_v1 to dean06_app;
