import { readFileSync } from 'node:fs'

/** Roughly where a network is: a region's name and its middle. As coarse as whoever wrote the list made it. */
export interface NetworkPlace {
  name: string
  latitude: number
  longitude: number
}

/** Where an address seems to be; nothing when nobody knows, and then nothing is concluded. */
export interface NetworkPlaces {
  placeOf(address: string): NetworkPlace | undefined
}

/** Without a list: every address is unknown, and no journey is ever called impossible. */
export const noNetworkPlaces: NetworkPlaces = { placeOf: () => undefined }

/**
 * Places from the operator's own list, one IPv4 prefix a line: `203.113.128.0/18,Hà Nội,21.03,105.85`. We ship none:
 * such lists are licensed and age quickly. Throws when a line cannot be read.
 */
export function networkPlacesFrom(file: string): NetworkPlaces {
  return networkPlaces(readFileSync(file, 'utf8'))
}

export function networkPlaces(list: string): NetworkPlaces {
  const byLength = new Map<number, Map<number, NetworkPlace>>()
  for (const [at, line] of list.split('\n').entries()) {
    if (!line.trim() || line.startsWith('#')) continue
    const [prefix = '', name = '', latitude, longitude] = line.split(',').map((part) => part.trim())
    const [address = '', length] = prefix.split('/')
    const base = numberOf(address)
    const bits = Number(length)
    const place = { name, latitude: Number(latitude), longitude: Number(longitude) }
    if (base === undefined || !(bits >= 8 && bits <= 32) || Number.isNaN(place.latitude + place.longitude))
      throw new Error(`Line ${at + 1} of the list of networks cannot be read`)
    const places = byLength.get(bits) ?? new Map()
    byLength.set(bits, places.set(masked(base, bits), place))
  }
  const lengths = [...byLength.keys()].sort((a, b) => b - a)
  return {
    placeOf(address) {
      const number = numberOf(address.replace('::ffff:', ''))
      if (number === undefined) return undefined
      for (const bits of lengths) {
        const found = byLength.get(bits)?.get(masked(number, bits))
        if (found) return found
      }
      return undefined
    },
  }
}

function masked(address: number, bits: number): number {
  return bits === 32 ? address : Math.floor(address / 2 ** (32 - bits))
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return undefined
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}
