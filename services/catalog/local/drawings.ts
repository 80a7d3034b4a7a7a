/** A drawing of 640 by 480 pixels on a backdrop, with a soft shadow below. */
const scene = (backdrop: readonly [light: string, dark: string], shapes: string): string => `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="640" height="480">
  <defs>
    <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="${backdrop[0]}"/><stop offset="1" stop-color="${backdrop[1]}"/>
    </linearGradient>
    <radialGradient id="shadow"><stop offset="0" stop-opacity="0.28"/><stop offset="1" stop-opacity="0"/></radialGradient>
  </defs>
  <rect width="640" height="480" fill="url(#wall)"/>
  <ellipse cx="320" cy="388" rx="210" ry="34" fill="url(#shadow)"/>
  ${shapes}
</svg>`;

const RECORDS = ['#2f3e46', '#b5523b', '#e0a458', '#52796f', '#84a98c', '#6d597a', '#b5523b', '#2f3e46'];

const records = RECORDS.map(
  (color, index) =>
    `<rect x="${196 + index * 31}" y="${150 + (index % 3) * 7}" width="24" height="190" fill="${color}"/>`,
).join('');

const slat = (y: number): string =>
  `<rect x="164" y="${y}" width="312" height="46" rx="5" fill="#b98046"/><rect x="164" y="${y}" width="312" height="7" rx="3" fill="#cf9a63"/>`;

export const recordCrate = scene(
  ['#f4ede2', '#dcc7a8'],
  `${records}${slat(232)}${slat(286)}${slat(340)}
  <rect x="164" y="206" width="26" height="182" rx="4" fill="#9c6835"/><rect x="450" y="206" width="26" height="182" rx="4" fill="#9c6835"/>
  <rect x="274" y="246" width="92" height="18" rx="9" fill="#7b4f25"/>`,
);

export const robe = scene(
  ['#eef0ea', '#cdd3c4'],
  `<path d="M320 78v22" stroke="#6b705c" stroke-width="6" stroke-linecap="round"/>
  <path d="M226 138q94-58 188 0" fill="none" stroke="#6b705c" stroke-width="7" stroke-linecap="round"/>
  <path d="M258 122 186 160l-34 142 46 14 28-86v160h188V230l28 86 46-14-34-142-72-38-62 62z" fill="#fbfaf6" stroke="#d9d6c9" stroke-width="3" stroke-linejoin="round"/>
  <path d="M258 122 320 250v140M382 122 320 250" fill="none" stroke="#c9c5b4" stroke-width="5" stroke-linecap="round"/>
  <path d="M226 272h188" stroke="#a3b18a" stroke-width="18"/>
  <path d="M330 276l26 74M316 276l-10 62" stroke="#a3b18a" stroke-width="12" stroke-linecap="round"/>`,
);

export const deskPad = scene(
  ['#e9edf1', '#bcc7d1'],
  `<rect x="112" y="132" width="416" height="252" rx="18" fill="#3d4f5d"/>
  <rect x="126" y="146" width="388" height="224" rx="11" fill="none" stroke="#6f8496" stroke-width="2" stroke-dasharray="9 7"/>
  <rect x="166" y="178" width="150" height="172" rx="4" fill="#fdfcf8"/>
  <path d="M186 210h104M186 236h110M186 262h84M186 288h104" stroke="#cfd6dc" stroke-width="6" stroke-linecap="round"/>
  <g transform="rotate(38 410 258)"><rect x="401" y="166" width="18" height="158" rx="8" fill="#e9c46a"/><rect x="401" y="166" width="18" height="42" rx="8" fill="#c79b3b"/><path d="M401 320h18l-9 28z" fill="#2f3e46"/></g>`,
);
