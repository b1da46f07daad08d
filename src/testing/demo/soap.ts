import type { DemoListing } from './demo.ts';

const causse = 'savon-du-causse',
	bayt = 'bayt-as-sabun';

export const soap: DemoListing[] = [
	{
		slug: 'lavender-cold-process-bar',
		shop: causse,
		name: 'Lavender soap',
		price: 850,
		stock: 46,
		hoursAgo: 5,
		featured: true,
		materials: 'Olive, coconut and almond oils, lavender',
		description:
			'Flowers from the bank behind the shed, oil from the still next door. Cured for six weeks on chestnut shelves, so that it lasts. 110 g.',
	},
	{
		slug: 'rose-clay-swirl-bar',
		shop: causse,
		name: 'Rose clay swirl',
		price: 900,
		stock: 33,
		hoursAgo: 34,
		materials: 'Goat’s milk, rose clay, geranium',
		description:
			'Pink clay poured through milk soap and stirred exactly three times. No two slices match. 110 g.',
	},
	{
		slug: 'charcoal-and-tea-tree',
		shop: causse,
		name: 'Charcoal and tea tree',
		price: 900,
		stock: 29,
		hoursAgo: 62,
		materials: 'Olive oil, charcoal, tea tree',
		description:
			'Black as a stove pipe and kind to teenage faces. The foam is white, to everybody’s surprise. 110 g.',
	},
	{
		slug: 'honey-and-oat-bar',
		shop: causse,
		name: 'Honey and oat soap',
		price: 950,
		stock: 38,
		hoursAgo: 92,
		materials: 'Goat’s milk, honey, rolled oats',
		description:
			'For gardeners. The oats scrub, the honey makes up for it. In a paper band, because a box would be silly. 120 g.',
	},
	{
		slug: 'marseille-soap-on-rope',
		shop: causse,
		name: 'Soap on a rope',
		price: 1250,
		stock: 21,
		hoursAgo: 132,
		materials: 'Olive oil soap, cotton rope',
		description: 'An egg of plain olive soap on a rope that can be hung from a tap, a nail or a tent. 200 g.',
	},
	{
		slug: 'sea-salt-spa-bar',
		shop: causse,
		name: 'Sea-salt bar',
		price: 950,
		stock: 18,
		hoursAgo: 172,
		materials: 'Coconut oil, grey salt from Guérande',
		description:
			'Half salt, so it wears smooth as a pebble and never goes soft. Smells of nothing but clean. 130 g.',
	},
	{
		slug: 'calendula-baby-soap',
		shop: causse,
		name: 'Calendula baby soap',
		price: 800,
		stock: 27,
		hoursAgo: 222,
		materials: 'Olive oil, calendula petals, no scent',
		description:
			'Petals steeped in oil for a whole moon, then nothing else. Margaux’s former colleagues approve. 90 g.',
	},
	{
		slug: 'shaving-soap-cedar-bowl',
		shop: causse,
		name: 'Shaving soap in a wooden bowl, with brush',
		price: 4600,
		stock: 6,
		hoursAgo: 268,
		materials: 'Stearic soap, cedar scent, turned bowl, brush',
		description: 'Thick lather, slow mornings. When the soap is finished the refill drops straight in.',
	},
	{
		slug: 'soap-trio-in-linen-cord',
		shop: causse,
		name: 'Three soaps in a cord',
		price: 2400,
		stock: 15,
		hoursAgo: 325,
		materials: 'Lavender, calendula and nettle',
		description:
			'The three that people ask for, tied up for giving. Untie slowly; the cord is good for tomatoes.',
	},
	{
		slug: 'nettle-shampoo-bar',
		shop: causse,
		name: 'Nettle shampoo bars, a pair',
		price: 1600,
		stock: 0,
		hoursAgo: 385,
		materials: 'Nettle, castor oil, rosemary',
		description: 'One bar outlasts two bottles. Give it three washes before you decide; hair has habits.',
	},
	{
		slug: 'olive-oil-cube-72',
		shop: bayt,
		name: 'صابون زيت الزيتون – olive oil soap, one large cube',
		price: 1100,
		stock: 64,
		hoursAgo: 18,
		materials: 'Olive oil, water, soda; nothing else',
		description:
			'Cooked for four days, dried for a year and stamped by hand. It starts green, turns gold and does not mind hard water. 250 g.',
	},
	{
		slug: 'saboun-zeit-gift-stack',
		shop: bayt,
		name: 'Gift stack, three olive oil soaps',
		price: 1900,
		stock: 23,
		hoursAgo: 148,
		materials: 'Olive oil, water, soda',
		description:
			'Three cubes from three drying towers, wrapped in the printed paper Yusuf’s great-grandfather ordered too much of. 3 × 120 g.',
	},
];
