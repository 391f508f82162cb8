-- A scan at a counter is compared with the original (đối chiếu với bản chính) when an officer said so: who, and when.
-- Nobody was asked before, so nothing scanned until now counts as compared.
update services.attachments set digitised = (digitised - 'compared') || '{"comparison": null}'
where digitised is not null;
