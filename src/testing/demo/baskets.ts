import type { DemoListing } from './demo.ts';

const ola = 'wiklina-ola',
	bolga = 'bolga-table';

export const baskets: DemoListing[] = [
	{
		slug: 'willow-shopper-arched',
		shop: ola,
		name: 'Arched willow shopper',
		price: 6800,
		stock: 5,
		hoursAgo: 4,
		featured: true,
		materials: 'Boiled willow',
		description:
			'The classic: an oval base, a braided rim and a handle that runs under the whole basket. Carries fifteen kilos, though your arm may not. 42 cm.',
	},
	{
		slug: 'log-basket-buff-willow',
		shop: ola,
		name: 'Log basket',
		price: 9400,
		stock: 3,
		hoursAgo: 54,
		materials: 'Brown willow, double base',
		description:
			'Woven from whole rods with the bark on. Sits by a stove for thirty years and gets darker and better-looking. 52 cm.',
	},
	{
		slug: 'bread-basket-oval',
		shop: ola,
		name: 'Oval bread basket',
		price: 2900,
		stock: 18,
		hoursAgo: 82,
		materials: 'White willow',
		description:
			'White rods, peeled in May when the sap lets go. Also used for proving, if you flour it well. 34 cm.',
	},
	{
		slug: 'orchard-gathering-basket',
		shop: ola,
		name: 'Orchard gathering basket',
		price: 5600,
		stock: 6,
		hoursAgo: 136,
		materials: 'Buff willow, oak handle',
		description:
			'Shallow, so that the apples at the bottom stay whole. Ola’s father still measures the harvest in these. 48 cm.',
	},
	{
		slug: 'laundry-hamper-lidded',
		shop: ola,
		name: 'Lidded laundry hamper',
		price: 12900,
		stock: 2,
		hoursAgo: 184,
		materials: 'Buff willow, cotton lining',
		description:
			'Tall and slim, with a white band and a leather ring on the lid. The lining comes out for washing, like what is in it. 70 cm.',
	},
	{
		slug: 'wall-basket-for-herbs',
		shop: ola,
		name: 'Hanging cone for dried flowers',
		price: 3200,
		stock: 12,
		hoursAgo: 262,
		materials: 'Buff willow',
		description: 'Hang it on a door and fill it with whatever the path offers. Flat at the back. 30 cm.',
	},
	{
		slug: 'bolga-market-basket',
		shop: bolga,
		name: 'Bolga market basket',
		price: 4900,
		stock: 9,
		hoursAgo: 13,
		materials: 'Elephant grass, goat leather',
		description:
			'Red, gold and indigo in a pattern its weaver, Azumah, calls “talk in the road”. The handle is bound in goat leather. Comes flat; warm water opens it. 40 cm.',
	},
	{
		slug: 'round-fruit-bowl-sisal',
		shop: bolga,
		name: 'Coiled fruit bowl, plum and rose',
		price: 3800,
		stock: 7,
		hoursAgo: 72,
		materials: 'Sisal over grass',
		description:
			'Coiled from the middle out, two days of thumbs. Hang it on a wall when there is no fruit. 32 cm.',
	},
	{
		slug: 'elephant-grass-planter',
		shop: bolga,
		name: 'Banded planter basket',
		price: 3400,
		stock: 14,
		hoursAgo: 124,
		materials: 'Elephant grass',
		description:
			'A jacket for an ugly pot, with one broad charcoal band. Put a saucer inside. For pots up to 20 cm.',
	},
	{
		slug: 'storage-baskets-nest-of-three',
		shop: bolga,
		name: 'Nest of three storage baskets',
		price: 6200,
		stock: 5,
		hoursAgo: 208,
		materials: 'Elephant grass',
		description:
			'Indigo, clay and mustard rims, for toys, wool and what does not belong anywhere. They travel inside one another.',
	},
	{
		slug: 'woven-table-mats-four',
		shop: bolga,
		name: 'Round table mats, set of four',
		price: 3600,
		stock: 20,
		hoursAgo: 305,
		materials: 'Elephant grass',
		description:
			'Each has a ring in its own colour, so that nobody loses their place. They take a hot pan without comment. 30 cm.',
	},
	{
		slug: 'straw-sun-hat-fine',
		shop: bolga,
		name: 'Fine straw sun hat',
		price: 5200,
		stock: 0,
		hoursAgo: 365,
		materials: 'Split grass, cotton band',
		description:
			'A wide, slightly wayward brim and a clay-red band. Rolls up for a suitcase and comes back with a splash of water.',
	},
];
