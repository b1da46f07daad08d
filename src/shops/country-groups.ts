/** Countries that makers mostly send to for one price. */
import { COUNTRY_CODES } from '#lib/countries.ts';

const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const NEIGHBOURS = 'AD AL AX BA CH FO GB GG GI IM IS JE LI MC MD ME MK NO RS SM UA VA'.split(' ');

export const COUNTRY_GROUPS: Record<string, { name: string; countries: readonly string[] }> = {
	'group-eu': { name: 'The European Union', countries: EU },
	'group-europe': { name: 'Europe', countries: [...EU, ...NEIGHBOURS] },
	'group-world': { name: 'Every country', countries: COUNTRY_CODES },
};
