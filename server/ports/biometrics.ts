/** What is compared at a desk: the person who stands there with what the identity register keeps of him. */
export type BiometricKind = 'face' | 'fingerprint'

export interface Capture {
  kind: BiometricKind
  matched: boolean
  /** Which device compared, in its own words. */
  device: string
  /** True when no real device was there: pages say so. */
  simulated: boolean
  /** The device's own record of the comparison; never a picture or a template. */
  evidence: string
}

/**
 * A desk's biometric device. It captures and compares in one step, by itself or with the identity register: no picture
 * and no template ever comes to us. Throws BiometricsMissing where none is attached.
 */
export interface Biometrics {
  compare(asked: {
    personNumber: string
    kind: BiometricKind
    /** Of a foreigner: whom the immigration register means. That register is compared with, or his passport's chip. */
    immigrationId?: string | undefined
  }): Promise<Capture>
}

export class BiometricsMissing extends Error {}

/** The sandbox's device: it says that it is none, and that everybody is who he says. Tests let it refuse. */
export function sandboxBiometrics(): Biometrics & { refuse(kind: BiometricKind | null): void } {
  let refused: BiometricKind | null = null
  let count = 0
  return {
    refuse(kind) {
      refused = kind
    },
    async compare({ kind }) {
      count += 1
      const device = 'Thiết bị thử nghiệm · Sandbox device'
      return { kind, matched: kind !== refused, device, simulated: true, evidence: `sandbox-${count}` }
    },
  }
}

/** Where no device is attached: level 2 waits for one. */
export const noBiometrics: Biometrics = {
  async compare() {
    throw new BiometricsMissing('no biometric device is attached')
  },
}
