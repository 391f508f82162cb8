/** The articles that residence events stand on. Limits and terms are dated data of `reference`. */
export const basis = {
  permanent: 'Luật Cư trú 68/2020/QH14, Điều 20, 22',
  permanentRemoval: 'Luật Cư trú 68/2020/QH14, Điều 24',
  temporary: 'Luật Cư trú 68/2020/QH14, Điều 27, 28',
  temporaryExtension: 'Luật Cư trú 68/2020/QH14, Điều 28 khoản 3',
  temporaryRemoval: 'Luật Cư trú 68/2020/QH14, Điều 29',
  absence: 'Luật Cư trú 68/2020/QH14, Điều 31',
  currentPlace: 'Luật Cư trú 68/2020/QH14, Điều 19',
  stay: 'Luật Cư trú 68/2020/QH14, Điều 30',
  household: 'Luật Cư trú 68/2020/QH14, Điều 10, 25',
  head: 'Luật Cư trú 68/2020/QH14, Điều 10, 26',
} as const
