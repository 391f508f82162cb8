/** Worked examples of a bundle (ví dụ mẫu): publishing runs them, and so do the tests. Pure. */
import type { Words } from '#platform/schemas.ts'
import { expectedCapacities } from './approvers.ts'
import type { Bundle } from './bundle.ts'
import type { BundleFault } from './catalogue.contract.ts'
import { plannedEffects } from './effects.ts'
import { holds, type Scope } from './rules/expression.ts'
import { faultsOf, visibleAnswers } from './rules/form.ts'

type Example = Bundle['examples'][number]

/** What the rules of a bundle make of an example. */
export function outcomeOf(bundle: Bundle, { today, facts, params, answers: given }: Example) {
  const scope: Scope = { answers: given, facts, params, today }
  const answers = visibleAnswers(bundle.form, scope)
  const seen: Scope = { ...scope, answers }
  const refused = [
    ...faultsOf(bundle.form, seen).map(({ field }) => field),
    ...bundle.eligibility.filter((condition) => !holds(condition.holds, seen)).map(({ id }) => id),
  ]
  return {
    refused,
    approvals: expectedCapacities(bundle, seen).map(({ capacity }) => capacity),
    effects: plannedEffects(bundle, seen).map(({ command }) => command),
    atOnce: bundle.workflow.straightThrough !== null && holds(bundle.workflow.straightThrough, seen),
  }
}

const gives = (name: string, what: readonly string[]): Words => ({
  vi: `“${name}” cho ra ${what.join(', ') || 'không có gì'}`,
  en: `“${name}” gives ${what.join(', ') || 'nothing'}`,
})

/** Examples that come out otherwise than they say. */
export function exampleFaults(bundle: Bundle): BundleFault[] {
  return bundle.examples.flatMap((example, index) => {
    const outcome = outcomeOf(bundle, example)
    const at = `/examples/${index}`
    const differs = (name: 'refused' | 'approvals' | 'effects') =>
      [...outcome[name]].sort().join() === [...example[name]].sort().join()
        ? []
        : [{ at: `${at}/${name}`, fault: gives(example.name, outcome[name]) }]
    if (example.refused.length > 0 || outcome.refused.length > 0) return differs('refused')
    return [
      ...differs('approvals'),
      ...differs('effects'),
      ...(outcome.atOnce === example.atOnce
        ? []
        : [
            {
              at: `${at}/atOnce`,
              fault: {
                vi: `“${example.name}” do ${outcome.atOnce ? 'hệ thống quyết định ngay' : 'cán bộ quyết định'}`,
                en: `“${example.name}” is decided ${outcome.atOnce ? 'at once' : 'by an officer'}`,
              },
            },
          ]),
    ]
  })
}
