import { baskets } from './baskets.ts';
import { candles } from './candles.ts';
import { ceramics } from './ceramics.ts';
import type { DemoListing, DemoProduct } from './demo.ts';
import { glass } from './glass.ts';
import { jewellery } from './jewellery.ts';
import { knitwear } from './knitwear.ts';
import { leather } from './leather.ts';
import { demoPictures } from './pictures.ts';
import { prints } from './prints.ts';
import { soap } from './soap.ts';
import { textiles } from './textiles.ts';
import { toys } from './toys.ts';
import { demoVariants } from './variants.ts';
import { wood } from './wood.ts';

const stalls: Record<string, DemoListing[]> = {
	ceramics,
	textiles,
	knitwear,
	candles,
	prints,
	wood,
	jewellery,
	soap,
	leather,
	glass,
	baskets,
	toys,
};

/** Everything on the demo market, category by category. */
export const demoProducts: DemoProduct[] = Object.entries(stalls).flatMap(([category, listings]) =>
	listings.map((listing) => ({
		...listing,
		category,
		featured: listing.featured ?? false,
		variants: demoVariants[listing.slug] ?? [],
		pictures: [listing.slug, `${listing.slug}-2`].filter((key) => key in demoPictures),
	})),
);
