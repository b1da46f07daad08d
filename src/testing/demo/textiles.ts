import type { DemoListing } from './demo.ts';

const vev = 'vevstua',
	tizi = 'tizi-wool';

export const textiles: DemoListing[] = [
	{
		slug: 'fjell-wool-blanket',
		shop: vev,
		name: 'Fjell wool blanket',
		price: 17900,
		stock: 4,
		hoursAgo: 4,
		featured: true,
		materials: 'Spælsau wool, undyed and plant-dyed',
		description:
			'A heavy twill in moss and unbleached white, with a thin clay-red line that only shows when it is folded. Woven 140 cm wide on the big loom, by one person, in four days. It softens every winter.',
	},
	{
		slug: 'herringbone-throw-bracken',
		shop: vev,
		name: 'Herringbone throw, bracken',
		price: 12900,
		stock: 6,
		hoursAgo: 28,
		materials: 'Lambswool',
		description:
			'The brown of bracken in October against cream. Light enough for a lap, large enough to be stolen by the person beside you. 130 × 180 cm.',
	},
	{
		slug: 'linen-tea-towels-pair',
		shop: vev,
		name: 'Linen tea towels, a pair',
		price: 3800,
		stock: 22,
		hoursAgo: 47,
		materials: 'Washed linen',
		description:
			'One striped along, one across, so you know whose turn it is. They dry glasses without a trace and outlive most kettles. 50 × 70 cm.',
	},
	{
		slug: 'midsummer-wall-hanging',
		shop: vev,
		name: 'Midsummer wall hanging',
		price: 24000,
		stock: 1,
		hoursAgo: 90,
		materials: 'Wool weft on linen warp, oak rod',
		description:
			'Woven over the lightest week of the year, one band for each evening sky. The fringe is knotted by hand. 78 × 90 cm, ready to hang.',
	},
	{
		slug: 'roros-tapestry-commission',
		shop: vev,
		name: 'Tapestry to order: your valley, three by four metres',
		price: 1234500,
		stock: 1,
		hoursAgo: 200,
		materials: 'Hand-dyed wool on linen warp',
		description:
			'Send a photograph, a drawing or a memory of a place, and Ingrid weaves it. The work takes five to seven months, with a visit to the loom whenever you like. Price includes the cartoon, the dyeing and the hanging.',
	},
	{
		slug: 'table-runner-lingonberry',
		shop: vev,
		name: 'Table runner, lingonberry',
		price: 5600,
		stock: 8,
		hoursAgo: 150,
		materials: 'Cotton and linen',
		description:
			'Berry-red blocks at both ends and a calm white middle for the food. Pre-washed, so it stays 150 cm long.',
	},
	{
		slug: 'birch-napkins-set-of-four',
		shop: vev,
		name: 'Birch napkins, set of four',
		price: 4200,
		stock: 15,
		hoursAgo: 260,
		materials: 'Linen',
		description:
			'Four napkins in the colours of a birch wood in May. Hemmed by hand with mitred corners. 42 × 42 cm.',
	},
	{
		slug: 'handspun-scarf-heather',
		shop: vev,
		name: 'Handspun scarf, heather',
		price: 7400,
		stock: 0,
		hoursAgo: 380,
		materials: 'Handspun lambswool',
		description:
			'Plum, lilac and a little rose, spun before weaving so that no two centimetres agree. Soft enough for people who say they cannot wear wool.',
	},
	{
		slug: 'beni-diamond-rug',
		shop: tizi,
		name: 'Beni diamond rug',
		price: 68000,
		stock: 1,
		hoursAgo: 12,
		materials: 'Undyed sheep’s wool',
		description:
			'Cream pile with a charcoal lattice, drawn by eye; follow one line and you will find where Fadma was called to lunch. Knotted deep, so feet sink in. 160 × 240 cm.',
	},
	{
		slug: 'azilal-berry-rug',
		shop: tizi,
		name: 'Azilal rug, berry',
		price: 54000,
		stock: 1,
		hoursAgo: 66,
		materials: 'Madder-dyed wool',
		description:
			'A wine-red ground with small gold eyes, each one tied to keep somebody safe. The dye is madder from the garden wall. 140 × 200 cm.',
	},
	{
		slug: 'saffron-runner-rug',
		shop: tizi,
		name: 'Saffron runner',
		price: 32000,
		stock: 2,
		hoursAgo: 130,
		materials: 'Weld-dyed wool',
		description:
			'A bright road for a dark corridor. Weld gives the yellow, walnut husk the border. 70 × 260 cm.',
	},
	{
		slug: 'atlas-cushion-ochre',
		shop: tizi,
		name: 'Atlas cushion, ochre',
		price: 6800,
		stock: 7,
		hoursAgo: 175,
		materials: 'Wool pile, cotton back',
		description:
			'Cut from a rug that came out too short, as all their cushions are. Filled with washed wool. 48 × 48 cm.',
	},
	{
		slug: 'flatweave-cushion-stripe',
		shop: tizi,
		name: 'Flatweave cushion, striped',
		price: 5200,
		stock: 9,
		hoursAgo: 240,
		materials: 'Wool and cotton',
		description:
			'Clay and indigo bands on cream, woven flat so that it wears well on a bench. 60 × 35 cm, with a hidden zip.',
	},
	{
		slug: 'rolled-kilim-indigo',
		shop: tizi,
		name: 'Indigo kilim, small',
		price: 19800,
		stock: 3,
		hoursAgo: 300,
		materials: 'Indigo-dyed wool',
		description:
			'A flat kilim that goes on a floor, a wall or over the arm of a tired sofa. The blue is real indigo, dipped nine times. 90 × 150 cm.',
	},
	{
		slug: 'camel-wool-pouf',
		shop: tizi,
		name: 'Basket-weave pouf',
		price: 14800,
		stock: 4,
		hoursAgo: 410,
		materials: 'Camel wool over wool felt',
		description:
			'Woven in broad basket weave and stuffed with felt offcuts. Carries a grown person or two children and a cat. 55 cm across.',
	},
];
