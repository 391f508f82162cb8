/** Our own line icons, 24 × 24. They go beside words, never in their place, so they are hidden from readers. */
const paths = {
  home: 'M4 11.500 12 4l8 7.500M6.500 9.500V20h11V9.500M10 20v-6h4v6',
  services: 'M5 5h6v6H5zM13 5h6v6h-6zM5 13h6v6H5zM16 13v6M13 16h6',
  folder: 'M3.500 6.500h6l2 2.500h9v10h-17z',
  file: 'M7 3.500h7l4 4V20.500H7zM14 3.500V8h4M10 12.500h5M10 16h5',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  done: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM8 12.500l2.800 2.800L16 9.500',
  wrong: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM9 9l6 6M15 9l-6 6',
  warning: 'M12 4 2.500 20h19zM12 10v4.500M12 17.200v.1',
  info: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM12 11v5M12 7.800v.1',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM12 7.500V12l3 2.500',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3.500V7M16 3.500V7',
  lock: 'M6 10.500h12V20H6zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500',
  shield: 'M12 3.500 5 6v6c0 4 3 7 7 8.500 4-1.500 7-4.500 7-8.500V6zM9 12l2.200 2.200L15.300 10',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12ZM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  bell: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500h4',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.500 20.500c.8-4 3.700-6 7.500-6s6.700 2 7.500 6',
  people:
    'M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7ZM2.500 19.500c.6-3.600 3-5.500 6.500-5.500s5.900 1.900 6.500 5.500M15.500 5.300a3.500 3.500 0 0 1 0 6.500M18 14.500c2 .7 3.200 2.400 3.500 5',
  building: 'M5 20.500V4h9v16.500M14 9.500h5v11M3 20.500h18M8 8h3M8 12h3M8 16h3',
  search: 'M11 4.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13ZM16 16l4.500 4.500',
  right: 'M9 5l7 7-7 7',
  left: 'M15 5l-7 7 7 7',
  down: 'M5 9l7 7 7-7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  edit: 'M4 20l1-4.500L16 4.500 19.500 8 8.500 19zM14 6.500 17.500 10',
  camera:
    'M3.500 8h4l1.500-2.500h6L16.500 8h4v11.500h-17zM12 10.300a3.200 3.200 0 1 0 0 6.400 3.200 3.200 0 0 0 0-6.400Z',
  upload: 'M12 15.500V4.500M7.500 9 12 4.500 16.500 9M4.500 15v4.500h15V15',
  download: 'M12 4.500v11M7.500 11 12 15.500l4.500-4.500M4.500 15v4.500h15V15',
  out: 'M14 4.500H5.500v15H14M10.500 12H20M16.500 8.500 20 12l-3.500 3.500',
  send: 'M4 12 20.500 4 15 20.500l-3-6.500zM12 14l4-5',
  undo: 'M8.500 5 4 9.500 8.500 14M4 9.500h10a5.500 5.500 0 0 1 0 11h-3',
  chart: 'M4.500 4v16H20M8.500 16.500V12M12.500 16.500V7.500M16.500 16.500V10',
  map: 'M9 4.500 3.500 6.500v13L9 17.500l6 2 5.500-2v-13L15 6.500zM9 4.500v13M15 6.500v13',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.500v2.500H14zM18 18h2v2h-2zM18 14h2M14 18v2',
  pen: 'M4 19.500c3-5 6-12.500 8.500-12.500 2 0-1.500 8.500.5 8.500 1.500 0 2-2.500 3.500-2.500 1 0 .8 1.800 3.500 1.800',
  language:
    'M4 6h9M8.500 4v2M11 6c-.8 4-3 6.500-6.500 8.500M6 9.500c1 2 2.800 3.700 5.500 4.700M12.500 20l4-9.500 4 9.500M14 17h5',
  text: 'M3 18.500 8 6l5 12.500M4.700 14.500h6.600M14.500 18.500l3.200-8 3.300 8M15.600 16h4.300',
  key: 'M8 5a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9ZM11.500 12l8.500 8.500M16 16.500l2.500-2.500M18.500 19l2-2',
  phone: 'M8 3.500h8v17H8zM11 17.500h2',
  stop: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM6 6l12 12',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

/** Our own mark: a lotus in gold on red. Not the emblem of the State, which only the State may use. */
export function Mark() {
  return <img className="mark" src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width="40" height="40" />
}
