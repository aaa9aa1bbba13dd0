-- One subscriber is one key, also where a country's numbers have two forms: Argentina's 9, Mexico's 1, Brazil's ninth
-- digit and Benin's 01. What is stored under the other form is found again.

create table messaging_same_subscriber (
    recipient       varchar(320) not null primary key,
    same            varchar(320) not null
);

insert into messaging_same_subscriber (recipient, same)
select recipient,
       case
           when recipient like '+549__________' then '+54' || substring(recipient from 5)
           when recipient like '+521__________' then '+52' || substring(recipient from 5)
           when recipient like '521__________' then '+52' || substring(recipient from 4)
           when recipient like '+55__________' and substring(recipient from 6 for 1) in ('6', '8', '9')
               then substring(recipient from 1 for 5) || '9' || substring(recipient from 6)
           when recipient like '+229________' then '+22901' || substring(recipient from 5)
           else recipient
       end
from (select recipient from messaging_opt_out union select recipient from messaging_flow where recipient is not null) known
where recipient like '+54%' or recipient like '+52%' or recipient like '521%' or recipient like '+55%' or recipient like '+229%';

-- of two that are one now the later counts, and within a day the opt-out
delete from messaging_opt_out
where exists (
    select 1
    from messaging_same_subscriber own
    join messaging_same_subscriber other on other.same = own.same and other.recipient <> own.recipient
    join messaging_opt_out better on better.recipient = other.recipient
    where own.recipient = messaging_opt_out.recipient
      and (better.opted_out and not messaging_opt_out.opted_out
               and better.happened_at >= messaging_opt_out.happened_at - interval '1' day
           or not better.opted_out and messaging_opt_out.opted_out
               and better.happened_at > messaging_opt_out.happened_at + interval '1' day
           or better.opted_out = messaging_opt_out.opted_out
               and (better.happened_at > messaging_opt_out.happened_at
                    or better.happened_at = messaging_opt_out.happened_at
                        and better.recipient < messaging_opt_out.recipient))
);

update messaging_opt_out
set recipient = (select same from messaging_same_subscriber known where known.recipient = messaging_opt_out.recipient)
where recipient in (select recipient from messaging_same_subscriber);

update messaging_flow
set recipient = (select same from messaging_same_subscriber known where known.recipient = messaging_flow.recipient)
where recipient in (select recipient from messaging_same_subscriber);

drop table messaging_same_subscriber;
