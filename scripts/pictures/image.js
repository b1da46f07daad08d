// A drawing made as SVG, read back as colours that can be laid on paper, tin or leather.
import sharp from 'sharp';
import { hex } from './paint.js';

const table = Float32Array.from({ length: 256 }, (_, v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));

/** @param svg a whole <svg> @param width pixels across */
export async function image(svg, width = 700) {
	const { data, info } = await sharp(Buffer.from(svg)).resize({ width }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	const self = {
		alpha: 1,
		at(u, v) {
			const x = Math.max(0, Math.min(info.width - 1.01, u * info.width - 0.5)), y = Math.max(0, Math.min(info.height - 1.01, v * info.height - 0.5));
			const i = x | 0, j = y | 0, a = x - i, b = y - j, k = (j * info.width + i) * 4, n = info.width * 4;
			const ch = (c) => (table[data[k + c]] * (1 - a) + table[data[k + 4 + c]] * a) * (1 - b) + (table[data[k + n + c]] * (1 - a) + table[data[k + n + 4 + c]] * a) * b;
			self.alpha = (data[k + 3] / 255) * (1 - a) * (1 - b) + (data[k + 7] / 255) * a * (1 - b) + (data[k + n + 3] / 255) * (1 - a) * b + (data[k + n + 7] / 255) * a * b;
			return [ch(0), ch(1), ch(2)];
		},
	};
	return self;
}
export const svg = (w, h, body, ground = null) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}">${ground ? `<rect width="${w}" height="${h}" fill="${ground}"/>` : ''}${body}</svg>`;
export { hex };
