/**
 * The codes and names of regions by country, where people write them out although forms, carriers and tax rates use codes. From
 * ISO 3166-2, in English; those of the US also as USPS lists them, with the armed forces and the freely associated states.
 * https://pe.usps.com/text/pub28/28apb.htm
 */
const regions: Readonly<Record<string, string>> = {
  AU:
    'ACT:Australian Capital Territory, NSW:New South Wales, NT:Northern Territory, QLD:Queensland, SA:South Australia, ' +
    'TAS:Tasmania, VIC:Victoria, WA:Western Australia',
  CA:
    'AB:Alberta, BC:British Columbia, MB:Manitoba, NB:New Brunswick, NL:Newfoundland and Labrador, NS:Nova Scotia, ' +
    'NT:Northwest Territories, NU:Nunavut, ON:Ontario, PE:Prince Edward Island, QC:Quebec, SK:Saskatchewan, YT:Yukon',
  US:
    'AK:Alaska, AL:Alabama, AR:Arkansas, AS:American Samoa, AZ:Arizona, CA:California, CO:Colorado, CT:Connecticut, ' +
    'DC:District of Columbia, DE:Delaware, FL:Florida, GA:Georgia, GU:Guam, HI:Hawaii, IA:Iowa, ID:Idaho, ' +
    'IL:Illinois, IN:Indiana, KS:Kansas, KY:Kentucky, LA:Louisiana, MA:Massachusetts, MD:Maryland, ME:Maine, ' +
    'MI:Michigan, MN:Minnesota, MO:Missouri, MP:Northern Mariana Islands, MS:Mississippi, MT:Montana, ' +
    'NC:North Carolina, ND:North Dakota, NE:Nebraska, NH:New Hampshire, NJ:New Jersey, NM:New Mexico, NV:Nevada, ' +
    'NY:New York, OH:Ohio, OK:Oklahoma, OR:Oregon, PA:Pennsylvania, PR:Puerto Rico, RI:Rhode Island, ' +
    'SC:South Carolina, SD:South Dakota, TN:Tennessee, TX:Texas, UT:Utah, VA:Virginia, ' +
    'VI:United States Virgin Islands, VT:Vermont, WA:Washington, WI:Wisconsin, WV:West Virginia, WY:Wyoming, ' +
    'AA:Armed Forces Americas, AE:Armed Forces Europe, AP:Armed Forces Pacific, ' +
    'FM:Federated States of Micronesia, MH:Marshall Islands, PW:Palau',
};

/**
 * Returns the codes of a country's regions by their names in lower case. Most regions are sent as codes, so that they are
 * read from the list when a name is.
 */
export const regionNames = (country: string): ReadonlyMap<string, string> =>
  new Map(
    (Object.hasOwn(regions, country) ? regions[country]!.split(', ') : [])
      .map((entry) => entry.split(':') as [code: string, name: string])
      .map(([code, name]) => [name.toLowerCase(), code]),
  );

const CODE = /^[A-Z0-9]{1,3}$/;

/**
 * Normalizes the region of an address to its ISO 3166-2 code without the country: `CA` for `ca`, `US-CA` and `California`.
 *
 * @param country  an ISO 3166-1 code
 * @param region   a trimmed region
 * @returns the code; a region of another form is not changed
 */
export function normalizeRegion(country: string, region: string): string {
  const plain = region
    .normalize('NFD')
    .replaceAll(/[\p{M}.]/gu, '')
    .toUpperCase();
  const code = plain.startsWith(`${country}-`) ? plain.slice(country.length + 1) : plain;
  if (CODE.test(code)) return code;
  return regionNames(country).get(code.toLowerCase()) ?? region;
}

/** Normalizes the region of an address in place, once its country and its texts were. */
export function normalizeAddress(address: Record<string, unknown>): void {
  const { country, region } = address;
  if (typeof country === 'string' && typeof region === 'string')
    address['region'] = normalizeRegion(country, region);
}
