import type { DemoListing } from './demo.ts';

const shop = 'drukkerij-den-uil';

export const prints: DemoListing[] = [
	{
		slug: 'night-owl-linocut',
		shop,
		name: 'Night owl, linocut',
		price: 5800,
		stock: 12,
		hoursAgo: 1,
		featured: true,
		materials: 'Oil-based ink on 250 g cotton paper',
		description:
			'Three blocks, three inks and one very patient owl. Printed by hand in an edition of sixty, each signed and numbered. 30 × 40 cm, unframed.',
	},
	{
		slug: 'hare-in-stubble-linocut',
		shop,
		name: 'Hare in stubble, framed',
		price: 9400,
		stock: 3,
		hoursAgo: 22,
		materials: 'Linocut, oak frame',
		description:
			'Seen from the train between Ghent and Deinze, and cut the same evening. In a frame of local oak with art glass. 40 × 50 cm.',
	},
	{
		slug: 'heron-at-low-water',
		shop,
		name: 'Heron at low water',
		price: 5200,
		stock: 9,
		hoursAgo: 41,
		materials: 'Linocut on cotton paper',
		description:
			'A heron, a red sun and the Leie at its laziest. The water is cut with a single gouge, line by line. Edition of eighty.',
	},
	{
		slug: 'fig-branch-botanical',
		shop,
		name: 'Fig branch, framed',
		price: 8800,
		stock: 4,
		hoursAgo: 69,
		materials: 'Linocut, oak frame',
		description:
			'From the tree that broke through the wall of the print shop and was forgiven. Two greens and the inside of a ripe fig.',
	},
	{
		slug: 'three-boats-screenprint',
		shop,
		name: 'Three boats, framed',
		price: 8800,
		stock: 2,
		hoursAgo: 100,
		materials: 'Screenprint, black frame',
		description: 'A flat calm in five colours. The third boat is Lotte’s, and it leaks. 40 × 50 cm.',
	},
	{
		slug: 'field-poppies-print',
		shop,
		name: 'Field poppies',
		price: 4600,
		stock: 16,
		hoursAgo: 138,
		materials: 'Linocut on cotton paper',
		description:
			'Four poppies that printed so red the first sheet stained the ceiling. Edition of one hundred.',
	},
	{
		slug: 'forest-mushrooms-linocut',
		shop,
		name: 'Mushrooms after rain',
		price: 4600,
		stock: 14,
		hoursAgo: 170,
		materials: 'Linocut on cotton paper',
		description: 'Not for eating. For a kitchen wall, or a child who collects facts about spores.',
	},
	{
		slug: 'four-herrings-kitchen-print',
		shop,
		name: 'Four herrings, framed',
		price: 8400,
		stock: 5,
		hoursAgo: 210,
		materials: 'Linocut, oak frame',
		description:
			'One of them is swimming the other way, as one of them always is. Made to hang near a stove; the glass wipes clean.',
	},
	{
		slug: 'winter-house-at-night',
		shop,
		name: 'Winter house at night, framed',
		price: 9200,
		stock: 1,
		hoursAgo: 245,
		materials: 'Linocut, black frame',
		description:
			'One lit window in the Ardennes. The last of an edition of forty; the block is already a shelf.',
	},
	{
		slug: 'market-cat-poster',
		shop,
		name: 'Market cat poster',
		price: 3200,
		stock: 40,
		hoursAgo: 290,
		materials: 'Screenprint on 200 g paper',
		description:
			'She sleeps on the crates of the Friday market and answers to nothing. Large and red, for rooms that need company. 50 × 62 cm.',
	},
	{
		slug: 'tulip-cards-set-of-six',
		shop,
		name: 'Flower cards, set of six',
		price: 1400,
		stock: 55,
		hoursAgo: 330,
		materials: 'Letterpress on cotton card, with envelopes',
		description:
			'Two each of tulips, poppies and fig, blank inside. The ink stands a hair above the paper, so people run a thumb over them.',
	},
	{
		slug: 'market-day-tea-poster',
		shop,
		name: 'Market day poster',
		price: 3400,
		stock: 28,
		hoursAgo: 375,
		materials: 'Screenprint on 200 g paper',
		description:
			'Three stalls, bunting and the promise of good plums. Printed for the square’s three-hundredth birthday. 50 × 62 cm.',
	},
	{
		slug: 'leaf-wrapping-paper-rolls',
		shop,
		name: 'Leaf wrapping paper, three rolls',
		price: 1200,
		stock: 48,
		hoursAgo: 415,
		materials: 'Block-printed recycled paper',
		description:
			'Too good to tear, so people unpick the tape. Each roll is two metres of leaves in three inks.',
	},
	{
		slug: 'owl-sticker-sheet',
		shop,
		name: 'Owl stickers, one sheet',
		price: 50,
		stock: 240,
		hoursAgo: 460,
		materials: 'Paper stickers',
		description:
			'Six small owls and hearts, left over from sealing parcels. For letters, lunch boxes and laptops.',
	},
	{
		slug: 'linen-spine-sketchbook',
		shop,
		name: 'Sketchbook with a linen spine',
		price: 2600,
		stock: 19,
		hoursAgo: 520,
		materials: '120 g paper, linen, sewn binding',
		description:
			'Sewn in signatures, so that it lies flat and takes ink. The cover is wrapping paper that was too good to give away. 144 pages.',
	},
];
