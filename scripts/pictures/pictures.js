// Every picture of the demo market by its key. A key is the product's slug; `-2` is a second look, closer and turned.
import { basketry } from './stalls/baskets.js';
import { candles } from './stalls/candles.js';
import { ceramics } from './stalls/ceramics.js';
import { glassware } from './stalls/glass.js';
import { jewellery } from './stalls/jewellery.js';
import { knitwear } from './stalls/knitwear.js';
import { leatherwork } from './stalls/leather.js';
import { prints } from './stalls/prints.js';
import { soapworks } from './stalls/soap.js';
import { textiles } from './stalls/textiles.js';
import { toys } from './stalls/toys.js';
import { woodwork } from './stalls/wood.js';
import { papers } from './stage.js';

const stalls = {
	ceramics, textiles, knitwear, candles, prints, wood: woodwork,
	jewellery, soap: soapworks, leather: leatherwork, glass: glassware, baskets: basketry, toys,
};

/** The same things, with the camera a step nearer and to one side. */
function closer(scene, way) {
	const [ex, ey, ez] = scene.eye, [lx, ly, lz] = scene.look;
	if (scene.up) return { ...scene, lens: scene.lens * 0.5, look: [lx + 0.18 * way, ly, lz - 0.12], eye: [ex + 0.9 * way, ey * 0.9, ez + ey * 0.42], up: [0, 0.4, -1] };
	const a = 0.5 * way, dx = ex - lx, dz = ez - lz, c = Math.cos(a), s = Math.sin(a);
	return { ...scene, lens: scene.lens * 0.58, look: [lx - 0.1 * way, ly + 0.02, lz], eye: [lx + dx * c + dz * s, ey * 1.25, lz - dx * s + dz * c] };
}

/** What colour of paper a scene stands on, in words. */
export const paperOf = (scene) => Object.keys(papers).find((name) => papers[name][0] === scene.floor) ?? 'coloured';

export const pictures = {};
let nth = 0;
for (const [stall, recipes] of Object.entries(stalls))
	for (const [key, scene] of Object.entries(recipes)) {
		pictures[key] = { stall, scene };
		nth += 1;
		if (nth % 3 === 1) pictures[`${key}-2`] = { stall, scene: async () => closer(await scene(), nth % 2 ? 1 : -1) };
	}
