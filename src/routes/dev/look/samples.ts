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

const picture = (number: number) => ({
	src: `/tmp-look/p${number}`,
	widths: [320, 640, 960],
	alt: 'A turned vessel on coloured paper',
	placeholder: null,
	width: 960,
	height: 1200,
});

const sample = (
	id: string,
	name: string,
	amount: number,
	stock: number,
	shop: ProductCardView['shop'],
	shown: number | null,
	currency = 'EUR',
): ProductCardView => ({
	id,
	slug: 'sample',
	name,
	price: { amount, currency },
	stock,
	picture: shown ? picture(shown) : null,
	shop,
});

/** Stalls, one with a name written from right to left. */
export const stalls = Object.values(shops).map((shop) => ({ ...shop, line: lines[shop.slug] }));

/** Things as they come, and the awkward ones: long, short, dear, cheap, foreign, gone, without a picture. */
export const samples: ProductCardView[] = [
	sample('s1', 'Ash-glazed noodle bowl', 3400, 12, shops.kiln, 1),
	sample('s2', 'Rindfleischetikettierungsüberwachungs-Untersetzer', 50, 4, shops.wool, 2),
	sample('s3', 'Walnut serving spoon', 2450, 1, shops.market, 5),
	sample(
		's4',
		'Hand-carved three-legged milking stool in steam-bent Alpine larch with a saddle seat, beeswax finish and the year burned in underneath, made to order',
		1234500,
		0,
		shops.market,
		3,
	),
	sample('s5', 'صابون الغار بالورد', 900, 38, shops.oil, 4),
	sample('s6', 'Tea caddy, unfired picture', 4800, 2, shops.kiln, null),
	sample('s7', 'Shibori furoshiki', 5200, 7, shops.wool, 3, 'JPY'),
];
