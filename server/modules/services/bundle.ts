/**
 * A service as one JSON bundle (gói dịch vụ): what it is, its form, what registers fill in, who must agree, who may do
 * what in which state, what it changes, which papers it gives. No code belongs to a service.
 */
import { type Static, Type } from 'typebox'
import { Day, Nullable } from '#platform/schemas.ts'
import { ServiceCode } from './catalogue.contract.ts'
import { DossierState, Act as OfficerAct } from './dossiers.contract.ts'
import { FieldKind, MembersAmong } from './form.contract.ts'

const Text = Type.String({ minLength: 1, maxLength: 2000 })
const Name = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}$' })
const Key = Type.String({ pattern: '^[a-z][a-z0-9.-]{1,80}$' })
const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,60}$' })
const strict = { additionalProperties: false }
/** Checked by `rules/names.ts`, not by a schema. */
const Expression = Type.Unknown()
/** Both languages, neither empty. */
export const BothWords = Type.Object({ vi: Text, en: Text }, strict)

const Field = Type.Object(
  {
    name: Name,
    kind: FieldKind,
    label: BothWords,
    hint: Type.Optional(BothWords),
    /** Why it is asked, where what is done with the answer does not say it (`field-reasons.ts`). */
    reason: Type.Optional(BothWords),
    when: Type.Optional(Expression),
    required: Type.Optional(Expression),
    choices: Type.Optional(
      Type.Array(Type.Object({ value: Code, label: BothWords }, strict), { minItems: 1, maxItems: 60 }),
    ),
    /** Choices out of a code list of `reference`; the server fills them in. */
    codeList: Type.Optional(Code),
    earliest: Type.Optional(Expression),
    latest: Type.Optional(Expression),
    suggested: Type.Optional(Expression),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
    /** What an `amount` counts. */
    unit: Type.Optional(BothWords),
    of: Type.Optional(Name),
    /** Out of whom a `members` field lets one choose; the household when not said. */
    among: Type.Optional(MembersAmong),
    /** At most so many people. */
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    /** In whose name a payment account must be. */
    holder: Type.Optional(Expression),
  },
  strict,
)

const Check = Type.Object(
  { id: Code, field: Name, holds: Expression, message: BothWords, law: Type.Optional(Text) },
  strict,
)

/** Offices that decide services: kinds of agencies of `reference`. */
const CompetentKind = Type.Union([
  Type.Literal('commune-police'),
  Type.Literal('commune-committee'),
  Type.Literal('province-police'),
  Type.Literal('province-education'),
  Type.Literal('province-land-registry'),
  Type.Literal('province-employment-centre'),
  Type.Literal('province-tax'),
  Type.Literal('province-social-insurance'),
  Type.Literal('province-power-company'),
  Type.Literal('province-court'),
])

/** The reason that every service decided elsewhere lists; the other side's own words stand beside it. */
export const BY_AUTHORITY = 'refused-by-authority'

const Prefill = Type.Object(
  {
    field: Name,
    attribute: Key,
    /** `verified` values are read-only and read again at submission; `suggested` ones may be changed. */
    state: Type.Union([Type.Literal('verified'), Type.Literal('suggested')]),
    /** The `members` field that picks whose it is, one person; the applicant's when not said. */
    of: Type.Optional(Name),
  },
  strict,
)

const Paper = Type.Object(
  {
    code: Code,
    name: BothWords,
    neededWhen: Expression,
    /** The register that makes it unnecessary. */
    replacedBy: Nullable(BothWords),
    /** What to bring when it is needed. */
    bring: BothWords,
  },
  strict,
)

const Approval = Type.Object(
  {
    capacity: Code,
    words: BothWords,
    /** Whom to ask: a typed finder (`approvers.ts`). */
    people: Key,
    when: Expression,
    quorum: Type.Union([Type.Literal('all'), Type.Literal('one')]),
    /** One of them is enough when this holds, by the article beside it. */
    oneIsEnough: Type.Optional(Type.Object({ when: Expression, law: Text }, strict)),
    law: Text,
  },
  strict,
)

const Paths = Type.Union([Type.Literal('*'), Type.Array(Name, { maxItems: 100 })])

/** What one role may do, read and write while a dossier is in one state. */
const Rights = Type.Object(
  {
    acts: Type.Array(OfficerAct, { maxItems: 20, uniqueItems: true }),
    reads: Paths,
    writes: Paths,
  },
  strict,
)

export const WorkflowRole = Type.Union([
  Type.Literal('applicant'),
  Type.Literal('counter'),
  Type.Literal('case-officer'),
  Type.Literal('signing-leader'),
])
export type WorkflowRole = Static<typeof WorkflowRole>
const roleNames = WorkflowRole.anyOf.map((role) => role.const)
const stateNames = DossierState.anyOf.map((state) => state.const)

const StateRights = Type.Partial(
  Type.Object(
    Object.fromEntries(roleNames.map((role) => [role, Rights])) as Record<WorkflowRole, typeof Rights>,
    strict,
  ),
  strict,
)

const Workflow = Type.Object(
  {
    /** Decided at once by rule when this holds at submission; null when an officer always decides. */
    straightThrough: Nullable(Expression),
    /** The authority of another register decides: what it is told, and who it is. */
    elsewhere: Type.Optional(
      Type.Object(
        {
          register: Key,
          act: Code,
          about: Type.Optional(Expression),
          data: Expression,
          authority: BothWords,
        },
        strict,
      ),
    ),
    states: Type.Partial(
      Type.Object(
        Object.fromEntries(stateNames.map((state) => [state, StateRights])) as Record<
          DossierState,
          typeof StateRights
        >,
        strict,
      ),
      strict,
    ),
  },
  strict,
)

const Effect = Type.Object(
  {
    /** A typed command (`effects.ts`). */
    command: Key,
    when: Type.Optional(Expression),
    /** Once for each element of this list; inside, `$item`. */
    each: Type.Optional(Expression),
    input: Expression,
    words: BothWords,
  },
  strict,
)

const Result = Type.Object(
  {
    on: Type.Union([
      Type.Literal('accepted'),
      Type.Literal('supplement-asked'),
      Type.Literal('approved'),
      Type.Literal('refused'),
      Type.Literal('rejected'),
    ]),
    /** A template of `documents`. */
    template: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{1,40}$' }),
    name: BothWords,
    data: Expression,
    /** Whose paper it is: a person number; the applicant's when not said. */
    person: Type.Optional(Expression),
    /** Whose it is as well: person numbers; the others concerned when not said. */
    alsoFor: Type.Optional(Expression),
  },
  strict,
)

const TermLength = Type.Object(
  {
    words: BothWords,
    workingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 120 })),
    workingHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
  },
  strict,
)

/** A dossier of another service that follows from the same form (liên thông). Decree 63/2024/NĐ-CP. */
const Link = Type.Object(
  {
    id: Code,
    /** Null while no system stands on the other side: then it is only told what the citizen does himself. */
    service: Nullable(ServiceCode),
    words: BothWords,
    when: Expression,
    /** The answers of the other form; `$item` is what the effects made. */
    answers: Expression,
    law: Text,
  },
  strict,
)

const Example = Type.Object(
  {
    name: Text,
    today: Day,
    facts: Type.Record(Type.String(), Type.Unknown()),
    params: Type.Record(Type.String(), Type.Unknown()),
    answers: Type.Record(Type.String(), Type.Unknown()),
    /** Fields and conditions that must be refused; empty when it may be submitted. */
    refused: Type.Array(Type.String()),
    /** Capacities that must be asked. */
    approvals: Type.Array(Type.String()),
    /** Commands that an approval runs. */
    effects: Type.Array(Type.String()),
    atOnce: Type.Boolean(),
  },
  strict,
)

export const Bundle = Type.Object(
  {
    code: Type.String({ pattern: '^[0-9]\\.[0-9]{6}$' }),
    version: Type.Integer({ minimum: 1 }),
    effectiveFrom: Day,
    effectiveUntil: Nullable(Day),
    /** What it deals with: `residence`… */
    field: Code,
    name: BothWords,
    summary: BothWords,
    whoMayApply: BothWords,
    /** What registers are read for, as the citizen is told. */
    purpose: BothWords,
    legalBasis: Type.Array(Text, { minItems: 1, maxItems: 20 }),
    authority: Type.Object(
      {
        /** Whose office decides: of the commune that `unitId` names, or of its province. */
        agencyKind: CompetentKind,
        unitId: Expression,
        words: BothWords,
        /** What is not confirmed about who decides. */
        unconfirmed: Type.Optional(Text),
      },
      strict,
    ),
    term: Type.Object(
      {
        ...TermLength.properties,
        law: Text,
        /** Another length where it is filed at a counter or by post. */
        onPaper: Type.Optional(TermLength),
        /** No published text at hand says this length: it is shown as a usual time, never as the law's. */
        unconfirmed: Type.Optional(Type.Literal(true)),
        /** Law parameter of the hour after which a dossier counts as received the next working day. */
        cutOff: Nullable(Key),
      },
      strict,
    ),
    /** The applicant's least age: a law parameter. */
    minimumAge: Type.Object({ param: Key, law: Text }, strict),
    /** Names in rules → law parameters, resolved on the day and for the target commune. */
    params: Type.Record(Name, Key),
    /** Facts that its rules look at (`facts.ts`). */
    facts: Type.Array(Type.String({ pattern: '^[a-z][A-Za-z0-9.-]{1,80}$' }), {
      maxItems: 60,
      uniqueItems: true,
    }),
    form: Type.Object(
      {
        sections: Type.Array(
          Type.Object(
            {
              id: Code,
              title: BothWords,
              note: Type.Optional(BothWords),
              fields: Type.Array(Field, { minItems: 1, maxItems: 60 }),
            },
            strict,
          ),
          { minItems: 1, maxItems: 20 },
        ),
        checks: Type.Array(Check, { maxItems: 100 }),
        schema: Type.Record(Type.String(), Type.Unknown()),
      },
      strict,
    ),
    prefill: Type.Array(Prefill, { maxItems: 100 }),
    papers: Type.Array(Paper, { maxItems: 40 }),
    /** Conditions of the law on the whole, checked again by the server with facts the browser does not have. */
    eligibility: Type.Array(Check, { maxItems: 60 }),
    approvals: Type.Array(Approval, { maxItems: 10 }),
    /** What approvers are shown: fields of the form, and the sentence about them. */
    approvalText: Nullable(
      Type.Object(
        {
          sentence: BothWords,
          fields: Type.Array(Name, { minItems: 1, maxItems: 40 }),
          consequence: BothWords,
        },
        strict,
      ),
    ),
    workflow: Workflow,
    /** A law parameter; another instead where its rule holds, the first that does. */
    fee: Type.Object(
      {
        param: Key,
        /** What is paid is a sum that another register says is owed under the code in the form. */
        due: Type.Optional(Type.Object({ register: Key, code: Expression }, strict)),
        /** What is paid is an insurance premium (`premiums.ts`): its rates, and of what, for how many, how long. */
        premium: Type.Optional(
          Type.Object(
            { param: Key, base: Type.Optional(Expression), people: Expression, months: Expression },
            strict,
          ),
        ),
        instead: Type.Optional(
          Type.Array(Type.Object({ when: Expression, param: Key }, strict), { maxItems: 5 }),
        ),
      },
      strict,
    ),
    /** Whom it is about beside the applicant: finders of people (`concerned.ts`); who moves along when not said. */
    concerned: Type.Optional(Type.Array(Key, { maxItems: 10, uniqueItems: true })),
    effects: Type.Array(Effect, { maxItems: 20 }),
    results: Type.Array(Result, { maxItems: 20 }),
    links: Type.Optional(Type.Array(Link, { maxItems: 5 })),
    /** What the law does by itself after the decision, told and not decided: listeners of the registers. */
    automatic: Type.Optional(Type.Array(BothWords, { maxItems: 10 })),
    refusalReasons: Type.Array(Type.Object({ code: Code, words: BothWords, law: Text }, strict), {
      minItems: 1,
      maxItems: 60,
    }),
    steps: Type.Array(BothWords, { minItems: 1, maxItems: 20 }),
    /** What the applicant reads after each state is reached. */
    messages: Type.Object(
      Object.fromEntries(stateNames.map((state) => [state, Type.Optional(BothWords)])) as Record<
        DossierState,
        ReturnType<typeof Type.Optional<typeof BothWords>>
      >,
      strict,
    ),
    examples: Type.Array(Example, { minItems: 1, maxItems: 60 }),
  },
  strict,
)
export type Bundle = Static<typeof Bundle>
