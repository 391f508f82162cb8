import type { Seal } from '#platform/seal.ts'
import type { Biometrics } from './biometrics.ts'
import type { ClientAuthorities } from './client-authorities.ts'
import type { Faces } from './faces.ts'
import type { ImmigrationRegister } from './immigration-register.ts'
import type { Keys } from './keys.ts'
import type { Messages } from './messages.ts'
import type { NetworkPlaces } from './network-places.ts'
import type { OtherRegisters } from './other-registers.ts'
import type { PaymentGateway } from './payment-gateway.ts'
import type { PhoneOwners } from './phone-owners.ts'

/** The outside world, as a call sees it: a real adapter or a sandbox one behind each name. */
export interface Ports {
  keys: Keys
  /** Derived from the keys: closes small secrets, keys the digests of the log. */
  seal: Seal
  messages: Messages
  /** Compares faces; the sandbox's says that it compares none. */
  faces: Faces
  /** Devices at the desks that compare a person with the identity register. */
  biometrics: Biometrics
  /** The telecom operators, who know whose a phone is. */
  phoneOwners: PhoneOwners
  /** Which foreigners live here, by their passport or residence card. */
  immigration: ImmigrationRegister
  /** What other agencies keep: told, asked and read through one contract. */
  otherRegisters: OtherRegisters
  /** Who issues certificates that relying parties may prove themselves with. */
  clientAuthorities: ClientAuthorities
  /** Roughly where a network is, where the operator has a list. */
  networkPlaces: NetworkPlaces
  /** Takes fees into the Treasury's account and gives them back. */
  payments: PaymentGateway
  /** Folder for encrypted files (platform/files.ts). */
  fileFolder: string
  /** Public address of this installation, without a slash at the end. */
  publicUrl: string
  mode: 'sandbox' | 'production'
}
