import type { DemoListing } from './demo.ts';

const shop = 'sklarna-kamenice';

export const glass: DemoListing[] = [
	{
		slug: 'cobalt-tumblers-pair',
		shop,
		name: 'Cobalt tumblers, a pair',
		price: 4800,
		stock: 8,
		hoursAgo: 2,
		featured: true,
		materials: 'Free-blown cobalt glass',
		description:
			'Ribbed in an optic mould, then blown free, so the lines swim a little. They make tap water look considered. 250 ml each.',
	},
	{
		slug: 'amber-optic-vase',
		shop,
		name: 'Amber optic vase',
		price: 8900,
		stock: 3,
		hoursAgo: 20,
		featured: true,
		materials: 'Free-blown amber glass',
		description:
			'Turned while soft, so that the ribs climb it like a vine. Stand it where the evening sun comes in. 26 cm.',
	},
	{
		slug: 'moss-green-carafe',
		shop,
		name: 'Moss-green carafe with a glass',
		price: 6200,
		stock: 5,
		hoursAgo: 48,
		materials: 'Free-blown glass',
		description:
			'The green of old wine bottles, which is what some of it was. Pours without a dribble. 900 ml.',
	},
	{
		slug: 'rose-wine-glasses',
		shop,
		name: 'Rose wine glasses, a pair',
		price: 5800,
		stock: 6,
		hoursAgo: 78,
		materials: 'Free-blown glass, gold ruby',
		description:
			'The faintest pink, from a pinch of real gold in the melt. Thin enough to ring. 300 ml each.',
	},
	{
		slug: 'sea-fan-bowl',
		shop,
		name: 'Sea-fan bowl',
		price: 11200,
		stock: 1,
		hoursAgo: 112,
		materials: 'Free-blown ribbed glass',
		description:
			'Spun open in one second; that is the whole trick and it took Tereza nine years. Throws stripes of sea light across a table. 32 cm.',
	},
	{
		slug: 'smoke-oil-lamp',
		shop,
		name: 'Smoke-grey oil lamp',
		price: 4400,
		stock: 11,
		hoursAgo: 152,
		materials: 'Glass, brass, cotton wick',
		description:
			'Burns lamp oil for eleven hours with a flame the size of an almond. The brass lifts out for filling.',
	},
	{
		slug: 'three-fishing-floats',
		shop,
		name: 'Three glass floats',
		price: 7400,
		stock: 4,
		hoursAgo: 188,
		materials: 'Free-blown glass, hemp',
		description: 'Cobalt, sea and amber. They have never met the sea, but they roll as if they remember it.',
	},
	{
		slug: 'ruby-bud-bottles',
		shop,
		name: 'Three bud bottles',
		price: 5200,
		stock: 7,
		hoursAgo: 226,
		materials: 'Free-blown glass',
		description:
			'Ruby, rose and plum, for one stem each or none. Made at the end of the day from the last of each pot.',
	},
	{
		slug: 'straw-honey-pot',
		shop,
		name: 'Honey pot with a copper lid',
		price: 4900,
		stock: 6,
		hoursAgo: 272,
		materials: 'Glass, copper',
		description:
			'Straw-yellow, so that the honey always looks like more. The lid is beaten from a single disc of copper.',
	},
	{
		slug: 'paperweight-blue-whirl',
		shop,
		name: 'Paperweight, blue whirl',
		price: 6400,
		stock: 2,
		hoursAgo: 316,
		materials: 'Solid glass',
		description:
			'A storm in a globe, gathered and twisted in five layers. It weighs 800 g and keeps an open window from winning.',
	},
	{
		slug: 'night-water-set',
		shop,
		name: 'Bedside carafe and cup',
		price: 5600,
		stock: 0,
		hoursAgo: 372,
		materials: 'Free-blown glass',
		description:
			'The cup sits upside down on the carafe and keeps the moths out. Half a litre, for one night.',
	},
	{
		slug: 'clear-jug-ribbon-handle',
		shop,
		name: 'Clear jug with a ribbon handle',
		price: 7200,
		stock: 4,
		hoursAgo: 436,
		materials: 'Free-blown glass',
		description:
			'The handle is laid on hot as a ribbon and never twice in the same curl. For lemonade, punch or elderflower. 1.2 litres.',
	},
];
