/** Whether a phone is registered to a person, as its operator knows it. */
export type PhoneOwnership = 'owner' | 'other' | 'unknown'

/** Asks the operators (Decree 163/2024/NĐ-CP on subscribers). `unknown` when nobody answers: then a paper decides. */
export interface PhoneOwners {
  check(asked: { phone: string; personNumber: string }): Promise<PhoneOwnership>
}

/** The sandbox's operators: every phone is its bearer's, unless a test says otherwise. */
export function sandboxPhoneOwners(): PhoneOwners & { say(phone: string, answer: PhoneOwnership): void } {
  const said = new Map<string, PhoneOwnership>()
  return {
    say(phone, answer) {
      said.set(phone, answer)
    },
    async check({ phone }) {
      return said.get(phone) ?? 'owner'
    },
  }
}

/** Where no operator is attached. */
export const noPhoneOwners: PhoneOwners = {
  async check() {
    return 'unknown'
  },
}
