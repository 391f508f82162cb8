import { type ComponentType, createElement, lazy, Suspense } from 'react'
import { Loading } from '../States.tsx'

/** Kinds of fields that not every form has, fetched with the first form that has one: others open sooner. */
export const AttachmentsField = fetched(async () => (await import('./AttachmentsField.tsx')).AttachmentsField)
export const DwellingField = fetched(async () => (await import('./DwellingField.tsx')).DwellingField)
export const HouseholdField = fetched(async () => (await import('./HouseholdField.tsx')).HouseholdField)
export const MembersField = fetched(async () => (await import('./MembersField.tsx')).MembersField)
export const PaymentAccountField = fetched(
  async () => (await import('./PaymentAccountField.tsx')).PaymentAccountField,
)
export const PeopleField = fetched(async () => (await import('./PeopleField.tsx')).PeopleField)

function fetched<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Fetched = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>
  return (props) => <Suspense fallback={<Loading />}>{createElement(Fetched, props)}</Suspense>
}
