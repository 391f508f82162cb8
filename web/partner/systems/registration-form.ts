import type {
  Check,
  NewRegistration,
  readRegistrationOptions,
  SignInScope,
} from '@platform/server/authentication'

export type Options = NonNullable<typeof readRegistrationOptions.types>['reply']

export interface ScopeTerms {
  purpose: string
  legalBasis: string
  needed: boolean
}

export const noTerms: ScopeTerms = { purpose: '', legalBasis: '', needed: true }

/** A registration as it stands in the form: one purpose for all that say no other, addresses as lines of text. */
export interface Draft {
  nameVi: string
  nameEn: string
  contactName: string
  email: string
  phone: string
  sector: string
  securityLevel: string
  provider: string
  purpose: string
  legalBasis: string
  /** What the system does: signs people in, asks about them. */
  acts: string[]
  scopes: string[]
  /** What each kind of data is for; what is left empty is as for the whole system. */
  terms: Record<string, ScopeTerms>
  fields: string[]
  basis: string
  redirectUris: string
  postLogoutUris: string
  logoutUri: string
  ciba: string
  notifyUri: string
}

export const emptyDraft: Draft = {
  nameVi: '',
  nameEn: '',
  contactName: '',
  email: '',
  phone: '',
  sector: '',
  securityLevel: '3',
  provider: '',
  purpose: '',
  legalBasis: '',
  acts: [],
  scopes: ['openid'],
  terms: {},
  fields: [],
  basis: 'consent',
  redirectUris: '',
  postLogoutUris: '',
  logoutUri: '',
  ciba: '',
  notifyUri: '',
}

export const SIGN_IN = 'sign-in'
/** Following changes is an act with one kind of data of its own, so the form asks for the act alone. */
export const FOLLOW = 'population.changes'
const FOLLOWED = 'lifeEvents'

export function draftOf(wanted: NewRegistration): Draft {
  const [check] = wanted.checks
  const [scope] = wanted.scopes
  const signsIn = wanted.redirectUris.length > 0 || wanted.ciba !== null
  return {
    nameVi: wanted.names.vi,
    nameEn: wanted.names.en,
    contactName: wanted.contact.name,
    email: wanted.contact.email,
    phone: wanted.contact.phone ?? '',
    sector: wanted.sector,
    securityLevel: String(wanted.securityLevel),
    provider: wanted.providerAgencyId === null ? '' : String(wanted.providerAgencyId),
    purpose: check?.purpose ?? scope?.purpose ?? '',
    legalBasis: check?.legalBasis ?? scope?.legalBasis ?? '',
    acts: [...(signsIn ? [SIGN_IN] : []), ...(check?.acts ?? [])],
    scopes: wanted.scopes.length > 0 ? wanted.scopes.map((one) => one.scope) : ['openid'],
    terms: Object.fromEntries(
      wanted.scopes.map(({ scope: name, purpose, legalBasis, needed }) => [
        name,
        { purpose, legalBasis: legalBasis ?? '', needed },
      ]),
    ),
    fields: check ? check.fields.filter((field) => field !== FOLLOWED) : [],
    basis: check?.basis ?? 'consent',
    redirectUris: wanted.redirectUris.join('\n'),
    postLogoutUris: wanted.postLogoutUris.join('\n'),
    logoutUri: wanted.logoutUri ?? '',
    ciba: wanted.ciba ?? '',
    notifyUri: wanted.notifyUri ?? '',
  }
}

export function registrationOf(draft: Draft): NewRegistration {
  const signsIn = draft.acts.includes(SIGN_IN)
  const acts = draft.acts.filter((act) => act !== SIGN_IN) as Check['acts']
  const { purpose, legalBasis } = draft
  const scopes: SignInScope[] = signsIn
    ? draft.scopes.map((scope) => {
        const own = draft.terms[scope] ?? noTerms
        return {
          scope,
          purpose: own.purpose || purpose,
          legalBasis: own.legalBasis.trim() || legalBasis.trim() || null,
          needed: scope === 'openid' || own.needed,
        }
      })
    : []
  const checks: Check[] =
    acts.length > 0
      ? [
          {
            purpose,
            basis: draft.basis as Check['basis'],
            legalBasis: legalBasis.trim(),
            acts,
            fields: fieldsOf(draft) as Check['fields'],
          },
        ]
      : []
  return {
    names: { vi: draft.nameVi.trim(), en: draft.nameEn.trim() },
    contact: { name: draft.contactName.trim(), email: draft.email.trim(), phone: draft.phone.trim() || null },
    sector: draft.sector.trim().toLowerCase(),
    securityLevel: Number(draft.securityLevel),
    providerAgencyId: draft.provider ? Number(draft.provider) : null,
    redirectUris: signsIn ? lines(draft.redirectUris) : [],
    postLogoutUris: signsIn ? lines(draft.postLogoutUris) : [],
    logoutUri: signsIn ? draft.logoutUri.trim() || null : null,
    ciba: signsIn && draft.ciba ? (draft.ciba as 'poll' | 'ping') : null,
    notifyUri: signsIn && draft.ciba === 'ping' ? draft.notifyUri.trim() || null : null,
    scopes,
    checks,
  }
}

function fieldsOf({ acts, fields }: Draft): string[] {
  const asked = acts.some((act) => act !== SIGN_IN && act !== FOLLOW) ? fields : []
  return acts.includes(FOLLOW) ? [...asked, FOLLOWED] : asked
}

function lines(typed: string): string[] {
  return typed.split(/\s+/).filter(Boolean)
}
