/** Letters about what can be bought again, under the awning of its shop. */
import type { Ware } from '#catalog/server/queries/wares-of-products.ts';
import { origin } from '#lib/server/env.ts';
import type { Page } from '../page.ts';

export const stockAlert = (ware: Ware, name: string): Page => ({
	preview: `${ware.available === 1 ? 'One' : ware.available} at ${ware.shop.name}, as this is written.`,
	eyebrow: ware.shop.name,
	heading: `${name} can be bought again`,
	colours: ware.shop.colours,
	blocks: [
		{
			kind: 'text',
			text: `You asked to be told. As this is written there ${ware.available === 1 ? 'is one' : `are ${ware.available}`}; others who waited hear of it, too. It is held for you as soon as you check out, not before.`,
		},
		{ kind: 'button', label: 'Go and see', href: origin + ware.url },
		{
			kind: 'aside',
			text: 'This was the one letter you asked for. Too late? Ask again on the same page.',
		},
	],
	why: 'You get this because you asked at Marketday to be told.',
});
