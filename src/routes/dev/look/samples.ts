import type { ProductCardView } from '#lib/ui/ProductCard.svelte';
import type { StallColours } from '#lib/ui/stall-colours.ts';

const shops = {
	kiln: { name: 'Ana’s Kiln', slug: 'anas-kiln', colours: ['#9c4a2f', '#f3e3cc'] as StallColours },
	wool: {
		name: 'Wollwerkstatt am Donaukanal',
		slug: 'wollwerkstatt',
		colours: ['#2f5d62', '#f1e9d2'] as StallColours,
	},
	oil: { name: 'زيت و ورد', slug: 'zayt-wa-ward', colours: ['#6b3a5b', '#f4e1e8'] as StallColours },
	market: { name: 'Spoon & Son', slug: 'spoon-and-son', colours: null },
};

const lines: Record<string, string> = {
	'anas-kiln': 'Stoneware for soup, noodles and long breakfasts.',
	wollwerkstatt: 'Felt, socks and blankets from two looms.',
	'zayt-wa-ward': 'صابون من الزيت والورد',
	'spoon-and-son': 'Two benches, one walnut tree.',
};

const sample = (
	id: string,
	name: string,
	amount: number,
	stock: number,
	shop: ProductCardView['shop'],
	/** A picture of the demo market. */
	shown: string | null,
	currency = 'EUR',
): ProductCardView => ({
	id,
	slug: 'sample',
	name,
	price: { amount, currency },
	stock,
	picture: shown
		? {
				src: `/demo/${shown}`,
				widths: [320, 640, 1120],
				alt: name,
				placeholder: null,
				width: 1120,
				height: 1400,
			}
		: null,
	shop,
});

/** Stalls, one with a name written from right to left. */
export const stalls = Object.values(shops).map((shop) => ({ ...shop, line: lines[shop.slug] }));

/** Things as they come, and the awkward ones: long, short, dear, cheap, foreign, gone, without a picture. */
export const samples: ProductCardView[] = [
	sample('s1', 'Celadon breakfast bowl', 3400, 12, shops.kiln, 'celadon-breakfast-bowl'),
	sample('s2', 'Kissenbezugwollflechtmustergeschenkverpackung', 50, 4, shops.wool, 'atlas-cushion-ochre'),
	sample('s3', 'Espresso cups, a pair', 2450, 1, shops.kiln, 'espresso-cups-pair'),
	sample(
		's4',
		'Hand-knotted rug of undyed mountain wool with a single crooked diamond, washed in the river and dried on a roof for three weeks, made to order',
		1234500,
		0,
		shops.market,
		'beni-diamond-rug',
	),
	sample('s5', 'شموع شمع العسل', 900, 38, shops.oil, 'beeswax-honeycomb-trio'),
	sample('s6', 'Tea caddy, not yet fired', 4800, 2, shops.kiln, null),
	sample('s7', 'Indigo bottle vase', 5200, 7, shops.market, 'indigo-bottle-vase', 'JPY'),
	sample('s8', 'Herringbone throw, bracken', 18500, 3, shops.wool, 'herringbone-throw-bracken'),
	sample('s9', 'Three boats', 4200, 24, shops.oil, 'three-boats-screenprint'),
];
