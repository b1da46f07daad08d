import type { DemoListing } from './demo.ts';

const shop = 'taller-ubrique';

export const leather: DemoListing[] = [
	{
		slug: 'ubrique-satchel',
		shop,
		name: 'Ubrique satchel',
		price: 28500,
		stock: 2,
		hoursAgo: 10,
		featured: true,
		materials: 'Vegetable-tanned cowhide, brass',
		description:
			'A satchel that stands up by itself and holds a laptop, a lunch and a book. Cut from one shoulder, sewn with 1,140 stitches; Rafael counted. The leather darkens where you hold it.',
	},
	{
		slug: 'bifold-wallet-cognac',
		shop,
		name: 'Bifold wallet, cognac',
		price: 7800,
		stock: 10,
		hoursAgo: 36,
		materials: 'Vegetable-tanned calf',
		description:
			'Six cards, some notes and nowhere for receipts to hide. The edges are burnished with a stick of olive wood.',
	},
	{
		slug: 'card-holder-olive',
		shop,
		name: 'Card holder, olive',
		price: 4200,
		stock: 19,
		hoursAgo: 58,
		materials: 'Vegetable-tanned goatskin',
		description: 'Two pockets, four cards, one slanted mouth. Thin enough for a shirt.',
	},
	{
		slug: 'saddle-belt-chestnut',
		shop,
		name: 'Saddle belt, chestnut',
		price: 6900,
		stock: 7,
		hoursAgo: 86,
		materials: 'English bridle leather, brass',
		description:
			'Four millimetres thick and never in fashion, so never out of it. Tell Rafael where you fasten your present one.',
	},
	{
		slug: 'traveller-notebook-cover',
		shop,
		name: 'Notebook cover with refill',
		price: 5400,
		stock: 9,
		hoursAgo: 118,
		materials: 'Vegetable-tanned cowhide',
		description:
			'An elastic, a brass stud and 160 dotted pages. The cover will outlast a great many notebooks. Fits A5.',
	},
	{
		slug: 'key-fob-loops-trio',
		shop,
		name: 'Key fobs, set of three',
		price: 2400,
		stock: 34,
		hoursAgo: 158,
		materials: 'Offcuts, steel rings',
		description:
			'Cognac, teal and wine, so that you can tell house, bicycle and mother’s house apart in the dark.',
	},
	{
		slug: 'tan-crossbody-bag',
		shop,
		name: 'Small shoulder bag, tan',
		price: 16800,
		stock: 3,
		hoursAgo: 192,
		materials: 'Vegetable-tanned cowhide, brass',
		description:
			'Telephone, purse, paperback. A deep flap keeps the rain out and a single stud keeps it honest.',
	},
	{
		slug: 'glasses-sleeve-wine',
		shop,
		name: 'Glasses sleeve, wine red',
		price: 3200,
		stock: 13,
		hoursAgo: 232,
		materials: 'Vegetable-tanned goatskin, felt',
		description: 'Moulded wet round a wooden pair and lined with felt. You can sit on it once.',
	},
	{
		slug: 'apron-strap-tool-roll',
		shop,
		name: 'Tool roll',
		price: 11500,
		stock: 4,
		hoursAgo: 284,
		materials: 'Oiled cowhide, brass studs',
		description:
			'Eleven pockets for knives, brushes or gouges, and two straps that never work loose. It arrives smelling like a saddle room.',
	},
	{
		slug: 'watch-strap-honey',
		shop,
		name: 'Watch strap, honey',
		price: 4600,
		stock: 12,
		hoursAgo: 336,
		materials: 'Vegetable-tanned calf, steel buckle',
		description: 'For lugs of 18 or 20 mm. It creaks for a week, then it is yours.',
	},
	{
		slug: 'catch-all-tray-cinnamon',
		shop,
		name: 'Catch-all tray, cinnamon',
		price: 3900,
		stock: 0,
		hoursAgo: 400,
		materials: 'Vegetable-tanned cowhide',
		description:
			'Folded at the corners without a stitch. For the hall table, where keys go to be found again.',
	},
	{
		slug: 'market-tote-black',
		shop,
		name: 'Market tote, black',
		price: 19500,
		stock: 3,
		hoursAgo: 490,
		materials: 'Pebbled cowhide, tan handles',
		description:
			'Takes two leeks, a loaf and a melon without complaint. Unlined, so you can see how it is made.',
	},
];
