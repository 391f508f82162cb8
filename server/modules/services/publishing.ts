/**
 * Publishing from the officer app: an administrator's bundle comes into force without a restart, in every process at
 * once, because each asks the database which version holds. Going back publishes older content as a new version.
 */
import type { Call, OfficerActor } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Bundle } from './bundle.ts'
import { bundleChanges } from './bundle-changes.ts'
import { serviceUnknown } from './catalogue.contract.ts'
import { bundleInForce, bundleOf, publishBundle } from './catalogue.ts'
import { essentialServices } from './essential-services.ts'
import * as contract from './publishing.contract.ts'
import * as store from './publishing.store.ts'

const MOST_CHANGES = 300

export async function publishAs(call: Call, given: unknown) {
  const { accountId } = call.actor as OfficerActor
  const published = await publishBundle(call.sql, given, `officer:${accountId}`, call.now)
  const { code, version } = given as Bundle
  return { code, version, published }
}

export async function listPublished(call: Call) {
  const found = await store.selectPublished(call.sql, dayOf(call.now))
  const rows = []
  for (const { serviceCode: code, version, ...counts } of found) {
    const { name, field } = await bundleOf(call, code, version)
    const places = essentialServices.filter(({ services }) => services.includes(code))
    const essential = places.map(({ list, number }) => `${list} · ${number}`)
    rows.push({ code, name, field, version, essential, ...counts })
  }
  const open = essentialServices.filter(({ name }) => name === null)
  return { rows, openPlaces: open.map(({ list, number }) => `${list} · ${number}`) }
}

/** Throws serviceUnknown. */
export async function readPublished(call: Call, code: string, asked: number | undefined) {
  const versions = await store.selectVersions(call.sql, code, dayOf(call.now))
  const version = asked ?? (versions.find(({ inForce }) => inForce) ?? versions[0])?.version
  if (version === undefined) throw serviceUnknown()
  const bundle = await bundleOf(call, code, version)
  return { code, name: bundle.name, versions, version, bundle }
}

/** Throws serviceUnknown. */
export async function compareBundles(
  call: Call,
  code: string,
  { from, to }: { from: number; to: { version: number } | { bundle: unknown } },
) {
  const before = await bundleOf(call, code, from)
  const after = 'version' in to ? await bundleOf(call, code, to.version) : to.bundle
  const changes = bundleChanges(before, after)
  return { changes: changes.slice(0, MOST_CHANGES), more: Math.max(0, changes.length - MOST_CHANGES) }
}

/** Throws serviceUnknown, versionInForce. */
export async function rollBackService(call: Call, code: string, { version }: { version: number }) {
  const now = await bundleInForce(call, code)
  if (now.version === version) throw contract.versionInForce()
  const older = await bundleOf(call, code, version)
  const next = (await store.selectLatest(call.sql, code)) + 1
  const again = { ...older, version: next, effectiveFrom: dayOf(call.now), effectiveUntil: null }
  await publishAs(call, again)
  return { code, version: next }
}
