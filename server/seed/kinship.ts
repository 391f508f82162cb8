/** What people are to each other, as the residence register words it (quan hệ với chủ hộ). */
import type { Person } from './people-and-homes.ts'

const spousesOf = (one: Person, on: number): Person[] =>
  one.marriages
    .filter(({ on: since, until, end }) => since <= on && !(end === 'divorce' && until <= on))
    .map(({ husband, wife }) => (husband === one ? wife : husband))

const isParent = (parent: Person | undefined, child: Person | undefined) =>
  child !== undefined && parent !== undefined && (child.father === parent || child.mother === parent)

const areSiblings = (a: Person | undefined, b: Person | undefined) =>
  a !== undefined &&
  b !== undefined &&
  a !== b &&
  ((a.father !== undefined && a.father === b.father) || (a.mother !== undefined && a.mother === b.mother))

/** The person's place in the household of a head, on a day: an item of the code list relations-to-head. */
export function relationToHead(person: Person, head: Person, on: number): string {
  if (person === head) return 'head'
  if (head.spouse === person) return person.sex === 'female' ? 'wife' : 'husband'
  if (isParent(head, person)) return 'child'
  if (isParent(person, head)) return person.sex === 'male' ? 'father' : 'mother'
  const partners = spousesOf(head, on)
  const own = spousesOf(person, on)
  if (partners.some((partner) => isParent(partner, person))) return 'stepchild'
  if (own.some((spouse) => isParent(head, spouse) || partners.some((partner) => isParent(partner, spouse)))) {
    return person.sex === 'female' ? 'daughter-in-law' : 'son-in-law'
  }
  if (partners.some((partner) => isParent(person, partner))) return 'parent-in-law'
  const lines = [head, ...partners]
  const isGrandchild = (one: Person | undefined) =>
    one !== undefined && lines.some((line) => isParent(line, one.father) || isParent(line, one.mother))
  if (isGrandchild(person)) return 'grandchild'
  if (isGrandchild(person.father) || isGrandchild(person.mother)) return 'great-grandchild'
  if (isParent(person, head.father) || isParent(person, head.mother)) return 'grandparent'
  if (areSiblings(person, head)) return 'sibling'
  if (areSiblings(person.father, head) || areSiblings(person.mother, head)) return 'nephew-or-niece'
  if (partners.some((one) => areSiblings(person.father, one) || areSiblings(person.mother, one)))
    return 'nephew-or-niece'
  if (areSiblings(person.father, head.father) || areSiblings(person.mother, head.mother)) return 'cousin'
  return 'other'
}

/** Relatives who take in a child that is left alone, the nearest first. */
export function guardiansOf(child: Person): Person[] {
  const parents = [child.mother, child.father]
  const grandparents = parents.flatMap((parent) => [parent?.mother, parent?.father])
  const siblings = parents.flatMap((parent) => parent?.children ?? [])
  const aunts = grandparents.flatMap((each) => each?.children ?? [])
  const cousins = aunts.flatMap((each) => each.children)
  return [...parents, ...grandparents, ...siblings, ...aunts, ...cousins].filter(
    (one) => one !== undefined && one !== child,
  ) as Person[]
}
