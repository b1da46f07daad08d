import type { DemoCategory } from './demo.ts';

/** In the order in which the market lays them out. */
export const demoCategories: DemoCategory[] = [
	{ slug: 'ceramics', name: 'Ceramics' },
	{ slug: 'textiles', name: 'Textiles & weaving' },
	{ slug: 'knitwear', name: 'Knitwear' },
	{ slug: 'candles', name: 'Candles' },
	{ slug: 'prints', name: 'Prints & paper' },
	{ slug: 'wood', name: 'Wood & spoons' },
	{ slug: 'jewellery', name: 'Jewellery' },
	{ slug: 'soap', name: 'Soap & care' },
	{ slug: 'leather', name: 'Leather' },
	{ slug: 'glass', name: 'Glass' },
	{ slug: 'baskets', name: 'Baskets' },
	{ slug: 'toys', name: 'Toys' },
];
