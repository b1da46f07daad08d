import type { DemoListing } from './demo.ts';

const shop = 'hamara';

export const candles: DemoListing[] = [
	{
		slug: 'beeswax-honeycomb-trio',
		shop,
		name: 'Honeycomb trio',
		price: 2700,
		stock: 20,
		hoursAgo: 6,
		materials: 'Finnish beeswax sheets',
		description:
			'Rolled from sheets of beeswax that still smell of the hive. Three heights, for a table or a window. About thirty hours of light between them.',
	},
	{
		slug: 'dusk-pillar-plum',
		shop,
		name: 'Dusk pillar, plum',
		price: 2400,
		stock: 13,
		hoursAgo: 14,
		materials: 'Rapeseed and stearin wax',
		description:
			'The colour of the sky at half past three in December. Burns for sixty hours and leaves a thin glowing wall.',
	},
	{
		slug: 'twisted-tapers-pair',
		shop,
		name: 'Twisted tapers, a pair',
		price: 1800,
		stock: 24,
		hoursAgo: 33,
		materials: 'Stearin',
		description:
			'Twisted by hand while warm, one to the left and one to the right. Clay and sage. The brass holders are Aino’s grandmother’s and not for sale.',
	},
	{
		slug: 'forest-floor-jar',
		shop,
		name: 'Metsä jar: fir, moss and smoke',
		price: 3200,
		stock: 9,
		hoursAgo: 52,
		featured: true,
		materials: 'Rapeseed wax in a glazed jar',
		description:
			'Smells of walking home through spruce when somebody far off has lit a stove. When it is empty the jar takes pencils, or moss. Fifty hours.',
	},
	{
		slug: 'sauna-birch-tin',
		shop,
		name: 'Löyly travel tin: birch and hot stone',
		price: 1600,
		stock: 31,
		hoursAgo: 77,
		materials: 'Rapeseed wax in a tin',
		description:
			'Löyly is the steam that rises when water meets the stones. This one fits in a suitcase and makes any hotel bathroom kinder. Twenty hours.',
	},
	{
		slug: 'midnight-sun-jar',
		shop,
		name: 'Yötön yö jar: cloudberry and linen',
		price: 3200,
		stock: 7,
		hoursAgo: 105,
		materials: 'Rapeseed wax in a glazed jar',
		description:
			'Named for the night without night. Cloudberry, sun-dried sheets and a little pine. Fifty hours.',
	},
	{
		slug: 'ribbed-pillar-set',
		shop,
		name: 'Ribbed pillars, set of three',
		price: 3400,
		stock: 6,
		hoursAgo: 155,
		materials: 'Rapeseed and stearin wax',
		description:
			'Cream, rose and terracotta, cast in moulds cut from old gear wheels. They burn down like small columns of a lost city.',
	},
	{
		slug: 'moon-sphere-candle',
		shop,
		name: 'Moon candle',
		price: 2200,
		stock: 11,
		hoursAgo: 195,
		materials: 'Beeswax and rapeseed',
		description:
			'A full moon with craters pressed in by thumb. It burns from the north pole down and glows from within for most of the way.',
	},
	{
		slug: 'dinner-candles-bundle',
		shop,
		name: 'Dinner candles, bundle of nine',
		price: 1500,
		stock: 44,
		hoursAgo: 235,
		materials: 'Stearin',
		description:
			'Plain, straight and dripless unless there is a draught. Bound with a leather strap that has many lives after.',
	},
	{
		slug: 'tealights-dozen',
		shop,
		name: 'Tealights, one dozen',
		price: 900,
		stock: 60,
		hoursAgo: 320,
		materials: 'Beeswax in refillable tins',
		description:
			'Two of the twelve wear copper, for luck. Send the empty tins back and the next dozen costs less.',
	},
	{
		slug: 'hand-dipped-tapers-rainbow',
		shop,
		name: 'Six hand-dipped tapers',
		price: 2600,
		stock: 0,
		hoursAgo: 370,
		materials: 'Stearin; oak block sold with it',
		description:
			'Each dipped thirty times and hung to cool between. One of every colour in the workshop, standing in a block of oak.',
	},
	{
		slug: 'snuffer-and-votive',
		shop,
		name: 'Snuffer and honey votive',
		price: 3900,
		stock: 5,
		hoursAgo: 440,
		materials: 'Brass, beeswax',
		description:
			'A brass snuffer on a long, light handle, for putting a candle to bed without smoke. The votive is there to practise on.',
	},
];
