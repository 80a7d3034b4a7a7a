/** The articles and materials of a category. Prices are in cents, before the factor of the line. */
interface Range {
  readonly name: string;
  readonly description: string;
  readonly articles: readonly (readonly [noun: string, use: string, price: number])[];
  readonly materials: readonly string[];
}

/** Four lines, each with all articles of all categories. */
export const lines = [
  { name: 'Harbor', character: 'plain and sturdy, for every day', factor: 1 },
  { name: 'Meridian', character: 'light enough to take along', factor: 1.25 },
  { name: 'Monsoon', character: 'made for rain and salt', factor: 1.6 },
  { name: 'Clipper', character: 'finished by hand, and meant to be kept', factor: 2.4 },
] as const;

export const ranges: readonly Range[] = [
  {
    name: 'Coffee and tea',
    description: 'Pots, mills and cups.',
    articles: [
      ['Coffee Mill', 'grinds for two cups at a time', 4200],
      ['Teapot', 'holds a litre and pours without a drip', 3400],
      ['Espresso Cup', 'keeps the heat in its thick wall', 1200],
      ['Pour-over Dripper', 'takes filters of size 2', 1900],
      ['Kettle', 'boils a litre and a half', 5600],
    ],
    materials: ['stoneware', 'enamelled steel', 'brass'],
  },
  {
    name: 'Kitchen',
    description: 'What cooks reach for.',
    articles: [
      ['Chef’s Knife', 'cuts anything up to 20 cm', 6900],
      ['Skillet', 'sears evenly and goes into the oven', 4900],
      ['Mixing Bowl', 'stays firm while you whisk', 1700],
      ['Cutting Board', 'is gentle to blades', 2900],
      ['Rolling Pin', 'rolls without sticking', 1600],
    ],
    materials: ['carbon steel', 'cast iron', 'beech'],
  },
  {
    name: 'Table',
    description: 'Plates, glasses and linen.',
    articles: [
      ['Dinner Plate', 'measures 27 cm across', 1800],
      ['Tumbler', 'holds 30 cl', 900],
      ['Carafe', 'fits into a refrigerator door', 2600],
      ['Napkin', 'grows softer with each wash', 1100],
      ['Cutlery Set', 'is for four', 7900],
    ],
    materials: ['porcelain', 'recycled glass', 'linen'],
  },
  {
    name: 'Lamps',
    description: 'Light where it is needed.',
    articles: [
      ['Desk Lamp', 'turns every way', 7400],
      ['Lantern', 'burns eight hours on one charge', 5200],
      ['Pendant Lamp', 'lights a table of six', 9800],
      ['Wall Lamp', 'dims by touch', 6400],
      ['Bicycle Lamp', 'is seen from 300 m', 3100],
    ],
    materials: ['spun aluminum', 'opal glass', 'oak'],
  },
  {
    name: 'Bags',
    description: 'To carry things in.',
    articles: [
      ['Backpack', 'takes a laptop of 15 inches', 8900],
      ['Tote Bag', 'carries the week’s shopping', 2400],
      ['Weekender', 'fits under an aircraft seat', 12900],
      ['Messenger Bag', 'hangs close while you ride', 7600],
      ['Wash Bag', 'hangs from a hook', 2900],
    ],
    materials: ['waxed canvas', 'recycled nylon', 'leather'],
  },
  {
    name: 'Outdoor',
    description: 'For days outside.',
    articles: [
      ['Tent', 'sleeps two and is pitched in four minutes', 24900],
      ['Sleeping Mat', 'packs to the size of a bottle', 6900],
      ['Camping Stove', 'boils water in three minutes', 4700],
      ['Water Bottle', 'holds 75 cl', 2200],
      ['Hammock', 'carries 150 kg', 5900],
    ],
    materials: ['ripstop', 'titanium', 'merino'],
  },
  {
    name: 'Garden',
    description: 'Tools and pots.',
    articles: [
      ['Trowel', 'digs in stony ground', 1900],
      ['Secateurs', 'cut a finger’s width of wood', 3700],
      ['Watering Can', 'holds eight litres', 3900],
      ['Planter', 'drains into its own saucer', 2700],
      ['Garden Fork', 'withstands a heavy foot', 4400],
    ],
    materials: ['forged steel', 'terracotta', 'ash'],
  },
  {
    name: 'Desk',
    description: 'For those who write.',
    articles: [
      ['Notebook', 'has 192 pages that lie flat', 1600],
      ['Fountain Pen', 'starts at once after a month', 5400],
      ['Pencil Case', 'unrolls on the table', 2300],
      ['Document Tray', 'stacks', 3200],
      ['Desk Pad', 'protects the table from ink', 4100],
    ],
    materials: ['cork', 'aluminum', 'cotton paper'],
  },
  {
    name: 'Bath',
    description: 'Towels, brushes and soap.',
    articles: [
      ['Bath Towel', 'measures 70 by 140 cm', 3600],
      ['Soap Dish', 'lets the soap dry', 1400],
      ['Nail Brush', 'has bristles on both sides', 1100],
      ['Bath Mat', 'dries within hours', 4200],
      ['Robe', 'reaches below the knee', 8900],
    ],
    materials: ['organic cotton', 'cedar', 'slate'],
  },
  {
    name: 'Music',
    description: 'Listening and playing.',
    articles: [
      ['Record Player', 'plays at 33 and 45', 29900],
      ['Headphones', 'fold flat', 14900],
      ['Speaker', 'plays twelve hours on one charge', 11900],
      ['Ukulele', 'stays in tune', 9900],
      ['Record Crate', 'holds seventy records', 4900],
    ],
    materials: ['walnut', 'bamboo', 'anodized aluminum'],
  },
];
