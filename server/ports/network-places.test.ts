import { expect, test } from 'vitest'
import { networkPlaces, noNetworkPlaces } from './network-places.ts'

const list = `# prefix,region,latitude,longitude
10.0.0.0/8,Rộng,16,107
10.20.0.0/16,Hà Nội,21.03,105.85
`

test.each([
  ['10.20.30.40', 'Hà Nội'], // the longest prefix
  ['10.99.0.1', 'Rộng'],
  ['::ffff:10.20.0.1', 'Hà Nội'],
  ['192.0.2.1', undefined],
  ['2001:db8::1', undefined],
  ['not an address', undefined],
])('%s is in %s', (address, name) => {
  expect(networkPlaces(list).placeOf(address)?.name).toBe(name)
})

test('a line that cannot be read stops the program, with its number', () => {
  expect(() => networkPlaces(`${list}10.0.0.0/99,X,1,2`)).toThrow('Line 4')
})

test('without a list nobody is anywhere', () => {
  expect(noNetworkPlaces.placeOf('10.20.30.40')).toBeUndefined()
})
