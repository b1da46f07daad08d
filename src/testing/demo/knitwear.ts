import type { DemoListing } from './demo.ts';

const shop = 'voe-knitwear';

export const knitwear: DemoListing[] = [
	{
		slug: 'voe-fair-isle-jumper',
		shop,
		name: 'Voe Fair Isle jumper',
		price: 18500,
		stock: 3,
		hoursAgo: 2,
		featured: true,
		materials: 'Shetland wool, four colours',
		description:
			'Stars in white and clay on a deep-sea blue, from a chart that has been in the family since 1921. Knitted in the round, so there are no seams to itch. Sizes run generous; tell Isla your chest in centimetres.',
	},
	{
		slug: 'fishermans-rib-beanie',
		shop,
		name: 'Fisherman’s rib beanie',
		price: 3600,
		stock: 18,
		hoursAgo: 16,
		materials: 'Shetland wool',
		description:
			'Double thickness over the ears, in the teal of a harbour before rain. Fits most heads and all hair.',
	},
	{
		slug: 'peerie-bobble-hat',
		shop,
		name: 'Peerie bobble hat',
		price: 4200,
		stock: 12,
		hoursAgo: 37,
		materials: 'Shetland wool',
		description:
			'“Peerie” is Shetland for small, and so are the patterns that run round the brim. The bobble is wound by hand and sewn on to stay.',
	},
	{
		slug: 'star-mittens',
		shop,
		name: 'Star mittens',
		price: 4800,
		stock: 7,
		hoursAgo: 60,
		materials: 'Shetland wool, lined at the palm',
		description:
			'Charcoal stars on white with one secret red stitch at the heart. The second layer in the palm is for holding ropes, or prams.',
	},
	{
		slug: 'croft-house-socks',
		shop,
		name: 'Croft-house socks',
		price: 2900,
		stock: 25,
		hoursAgo: 84,
		materials: 'Wool with a nylon heel',
		description:
			'Thick green and cream stripes for flagstone floors. The heels are reinforced, because Isla is tired of darning.',
	},
	{
		slug: 'moorit-cowl',
		shop,
		name: 'Moorit cowl',
		price: 4400,
		stock: 6,
		hoursAgo: 110,
		materials: 'Undyed moorit wool',
		description:
			'Moorit is the natural brown of Shetland sheep, the colour of peat water. Wear it once round, or twice when the ferry is late.',
	},
	{
		slug: 'lambswool-baby-blanket',
		shop,
		name: 'Lambswool baby blanket',
		price: 7800,
		stock: 5,
		hoursAgo: 145,
		materials: 'Superfine lambswool',
		description:
			'Cream with soft stripes of sky and butter. Machine washable at thirty degrees, which parents will understand. 75 × 100 cm.',
	},
	{
		slug: 'hand-dyed-yarn-trio',
		shop,
		name: 'Hand-dyed yarn, three balls',
		price: 3300,
		stock: 16,
		hoursAgo: 180,
		materials: 'Shetland 4-ply, 25 g each',
		description:
			'Clay, teal and mustard, dyed in the kitchen after hours. Enough for a hat, or for the good intentions drawer.',
	},
	{
		slug: 'striped-tea-cosy',
		shop,
		name: 'Striped tea cosy',
		price: 3200,
		stock: 8,
		hoursAgo: 215,
		materials: 'Shetland wool',
		description:
			'A hat for a four-cup pot, with holes for spout and handle. Keeps tea hot for the length of a long telephone call.',
	},
	{
		slug: 'shetland-lace-scarf',
		shop,
		name: 'Shetland lace scarf',
		price: 9600,
		stock: 2,
		hoursAgo: 250,
		materials: 'One-ply cobweb wool',
		description:
			'Fine enough to draw through a ring, as the saying goes, and it does. Six weeks of evenings in old-shale pattern. 45 × 180 cm.',
	},
	{
		slug: 'hot-water-bottle-cover',
		shop,
		name: 'Hot-water bottle cover',
		price: 3900,
		stock: 10,
		hoursAgo: 295,
		materials: 'Shetland wool; bottle included',
		description:
			'Slate blue with white peerie bands. Comes with a two-litre bottle and the advice to fill it before you go out.',
	},
	{
		slug: 'wrist-warmers-rosehip',
		shop,
		name: 'Wrist warmers, rosehip',
		price: 2600,
		stock: 0,
		hoursAgo: 350,
		materials: 'Shetland wool',
		description: 'For typing in cold rooms and digging in cold gardens. Rosehip pink with wine-red cuffs.',
	},
	{
		slug: 'oatmeal-cable-jumper',
		shop,
		name: 'Oatmeal crew-neck jumper',
		price: 15800,
		stock: 4,
		hoursAgo: 430,
		materials: 'Undyed Shetland wool',
		description:
			'Plain, thick and the colour of porridge: the jumper everyone borrows. Knitted with long ribs so that the sleeves can be turned back.',
	},
];
