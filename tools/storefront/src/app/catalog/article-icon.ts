import {
  IconBackpack,
  IconBike,
  IconBottle,
  IconBowl,
  IconBriefcase,
  IconBrush,
  IconBucketDroplet,
  IconCampfire,
  IconCoffee,
  IconDeviceSpeaker,
  IconDroplet,
  IconFeather,
  IconGlass,
  IconGrillFork,
  IconHeadphones,
  IconInbox,
  IconLamp,
  IconLamp2,
  IconLuggage,
  IconMug,
  IconMusic,
  IconNotebook,
  IconPackage,
  IconPencil,
  IconPlant2,
  IconRectangle,
  IconScissors,
  IconShirt,
  IconShoppingBag,
  IconShovel,
  IconStack2,
  IconTeapot,
  IconTent,
  IconToolsKitchen,
  IconToolsKitchen2,
  IconVinyl,
  IconWash,
  IconZzz,
  type Icon,
} from '@tabler/icons-react';

/** Icons by words of a title; the first match counts. */
const icons: readonly (readonly [words: RegExp, icon: Icon])[] = [
  [/mill|dripper/i, IconCoffee],
  [/teapot|kettle/i, IconTeapot],
  [/cup|mug/i, IconMug],
  [/knife|cutlery|rolling pin/i, IconToolsKitchen2],
  [/skillet|cutting board/i, IconToolsKitchen],
  [/bowl|plate|soap dish/i, IconBowl],
  [/tumbler|carafe/i, IconGlass],
  [/bicycle/i, IconBike],
  [/desk lamp/i, IconLamp2],
  [/lamp|lantern/i, IconLamp],
  [/backpack/i, IconBackpack],
  [/tote/i, IconShoppingBag],
  [/weekender/i, IconLuggage],
  [/messenger|wash bag/i, IconBriefcase],
  [/tent/i, IconTent],
  [/sleeping|hammock/i, IconZzz],
  [/stove/i, IconCampfire],
  [/bottle/i, IconBottle],
  [/trowel/i, IconShovel],
  [/secateurs/i, IconScissors],
  [/watering/i, IconBucketDroplet],
  [/planter/i, IconPlant2],
  [/fork/i, IconGrillFork],
  [/notebook/i, IconNotebook],
  [/pen\b/i, IconFeather],
  [/pencil/i, IconPencil],
  [/tray/i, IconInbox],
  [/pad|mat\b|napkin/i, IconRectangle],
  [/towel/i, IconWash],
  [/brush/i, IconBrush],
  [/robe/i, IconShirt],
  [/record player/i, IconVinyl],
  [/headphones/i, IconHeadphones],
  [/speaker/i, IconDeviceSpeaker],
  [/ukulele/i, IconMusic],
  [/crate/i, IconStack2],
  [/soap/i, IconDroplet],
];

/** @returns an icon for a product without an image */
export const articleIcon = (title: string): Icon =>
  icons.find(([words]) => words.test(title))?.[1] ?? IconPackage;

const TINTS = 6;

/** @returns the number of a tint, always the same for a title */
export function tintOf(title: string): number {
  let sum = 0;
  for (const character of title) sum = (sum * 31 + character.codePointAt(0)!) % 65_521;
  return sum % TINTS;
}
