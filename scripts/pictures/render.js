// The camera, the one lamp and the paper. Objects are signed distances, each marched in its own space and only where
// a ray meets its bounding ball; floor and wall are met exactly. Nothing here is random, so a picture never changes.
import { length } from './length.js';
import { clamp, smooth, toByte } from './paint.js';
import { noise } from './noise.js';

const norm = (v) => { const l = length(...v); return v.map((c) => c / l); };
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

/** Row-major rotation: first about y, then x, then z. */
export function rotation(ry = 0, rx = 0, rz = 0) {
	const [a, b, c, d, e, f] = [Math.cos(ry), Math.sin(ry), Math.cos(rx), Math.sin(rx), Math.cos(rz), Math.sin(rz)];
	const Y = [a, 0, b, 0, 1, 0, -b, 0, a], X = [1, 0, 0, 0, c, -d, 0, d, c], Z = [e, -f, 0, f, e, 0, 0, 0, 1];
	const mul = (m, n) => m.map((_, i) => { const r = Math.floor(i / 3) * 3, k = i % 3; return m[r] * n[k] + m[r + 1] * n[k + 3] + m[r + 2] * n[k + 6]; });
	return mul(mul(Z, X), Y);
}

const LOOKS = [[0.17, 0.33], [0.83, 0.29], [0.46, 0.86]];

/**
 * @param scene { eye, look, lens, light, floor, wall, wallAt, cove, window, things }
 *   thing: { at, turn, sdf, bump?, skin, ball:[x,y,z,r], step?, glass? }; skin(x,y,z,nx,ny,nz,out) fills
 *   out.r/g/b and may set shine, gloss, wax (0..1).
 * @returns RGB bytes, w × h
 */
export function render(scene, w, h) {
	const L = norm(scene.light ?? [-0.8, 0.6, 0.26]);
	const eye = scene.eye, fwd = norm([0, 1, 2].map((i) => scene.look[i] - eye[i]));
	const right = norm(cross(fwd, scene.up ?? [0, 1, 0])), up = cross(right, fwd);
	const lens = Math.tan(((scene.lens ?? 24) * Math.PI) / 360);
	const things = scene.things.map((t) => {
		const m = t.turn ?? rotation(), [bx, by, bz, r] = t.ball, at = t.at ?? [0, 0, 0];
		return {
			...t, m, at, step: t.step ?? 0.9,
			c: [m[0] * bx + m[1] * by + m[2] * bz + at[0], m[3] * bx + m[4] * by + m[5] * bz + at[1], m[6] * bx + m[7] * by + m[8] * bz + at[2]], r,
			l: [m[0] * L[0] + m[3] * L[1] + m[6] * L[2], m[1] * L[0] + m[4] * L[1] + m[7] * L[2], m[2] * L[0] + m[5] * L[1] + m[8] * L[2]],
		};
	});
	const out = { r: 0, g: 0, b: 0, shine: 0, gloss: 0, wax: 0, metal: 0, glow: 0 };
	const hit = { t: 0, id: -1 };
	const px = [0, 0, 0];
	const wallAt = scene.wallAt ?? -3, cove = scene.cove ?? 0.9;

	const local = (t, x, y, z) => {
		const dx = x - t.at[0], dy = y - t.at[1], dz = z - t.at[2], m = t.m;
		px[0] = m[0] * dx + m[3] * dy + m[6] * dz; px[1] = m[1] * dx + m[4] * dy + m[7] * dz; px[2] = m[2] * dx + m[5] * dy + m[8] * dz;
	};

	function cast(ox, oy, oz, dx, dy, dz, skip) {
		hit.id = -1;
		let near = Infinity;
		if (dy < 0) { const t = -oy / dy; if (t > 0 && oz + dz * t > wallAt) { near = t; hit.id = -2; } }
		if (dz < 0) { const t = (wallAt - oz) / dz; if (t > 0 && t < near && oy + dy * t >= 0) { near = t; hit.id = -3; } }
		for (let i = 0; i < things.length; i++) {
			const o = things[i];
			if (i === skip) continue;
			const cx = o.c[0] - ox, cy = o.c[1] - oy, cz = o.c[2] - oz;
			const b = cx * dx + cy * dy + cz * dz, q = o.r * o.r - (cx * cx + cy * cy + cz * cz - b * b);
			if (q <= 0) continue;
			const s = Math.sqrt(q);
			let t = Math.max(0, b - s);
			const end = Math.min(b + s, near);
			if (t >= end) continue;
			local(o, ox, oy, oz);
			const lx = px[0], ly = px[1], lz = px[2], m = o.m;
			const ex = m[0] * dx + m[3] * dy + m[6] * dz, ey = m[1] * dx + m[4] * dy + m[7] * dz, ez = m[2] * dx + m[5] * dy + m[8] * dz;
			const sdf = o.sdf;
			for (let n = 0; n < 140 && t < end; n++) {
				const d = sdf(lx + ex * t, ly + ey * t, lz + ez * t);
				if (d < 0.00035 * t * 0.2) { near = t; hit.id = i; break; }
				t += Math.max(d * o.step, 0.0004);
			}
		}
		hit.t = near;
	}

	// How much of the lamp arrives; glass lets its colour through.
	const lit = [1, 1, 1];
	// What the first look at a pixel found; the further looks at it take over, as long as they meet the same thing.
	const seen = { id: -99, r: 1, g: 1, b: 1, ao: 1 };
	let again = false;
	function shade(x, y, z, self) {
		lit[0] = lit[1] = lit[2] = 1;
		for (let i = 0; i < things.length; i++) {
			const o = things[i];
			const cx = o.c[0] - x, cy = o.c[1] - y, cz = o.c[2] - z;
			const b = cx * L[0] + cy * L[1] + cz * L[2], gap2 = cx * cx + cy * cy + cz * cz - b * b;
			const reach = o.r + 0.06 * Math.max(b, 0) + 0.015;
			if (b < -o.r || gap2 > reach * reach) continue;
			local(o, x, y, z);
			const lx = px[0], ly = px[1], lz = px[2];
			const back = Math.sqrt(reach * reach - gap2), from = Math.max(0.012, b - back), to = b + back;
			let res = 1;
			let t = from;
			for (let n = 0; n < 160 && t < to; n++) {
				const d = o.sdf(lx + o.l[0] * t, ly + o.l[1] * t, lz + o.l[2] * t);
				const k = 0.5 + 0.5 * (d / (0.055 * t + 0.002));
				if (k < res) res = k;
				if (res < 0.01) { res = 0; break; }
				t += Math.max(Math.abs(d) * 0.42, 0.012);
			}
			res = clamp(res, 0, 1); res = res * res * (3 - 2 * res);
			if (o.glass && i !== self) {
				const g = o.glass;
				for (let j = 0; j < 3; j++) lit[j] *= res + (1 - res) * (0.35 + 0.6 * Math.exp(-g.absorb[j] * 0.4));
			} else if (!o.glass) { lit[0] *= res; lit[1] *= res; lit[2] *= res; }
			if (lit[0] + lit[1] + lit[2] < 0.003) return;
		}
		if (scene.window) { const g = scene.window(x - L[0] * (y / L[1]), z - L[2] * (y / L[1])); lit[0] *= g; lit[1] *= g; lit[2] *= g; }
	}

	function hollow(x, y, z, nx, ny, nz) {
		let ao = 0, weight = 1;
		for (let n = 1; n <= 3; n++) {
			const a = 0.06 * n * n;
			const sx = x + nx * a, sy = y + ny * a, sz = z + nz * a;
			let d = Math.min(a, Math.max(sy, 0) + (ny > 0.9 ? a : 0), sz - wallAt);
			for (let i = 0; i < things.length; i++) {
				const o = things[i];
				const g = length(sx - o.c[0], sy - o.c[1], sz - o.c[2]) - o.r;
				if (g > d) continue;
				local(o, sx, sy, sz);
				const v = o.sdf(px[0], px[1], px[2]);
				if (v < d) d = v;
			}
			ao += ((a - d) / a) * weight * 0.36; weight *= 0.8;
		}
		return clamp(1 - ao, 0.12, 1);
	}

	/** Fills `lit` and answers how open the place is. off: how far to step off the surface, -1 where it turns away. */
	function light(id, x, y, z, nx, ny, nz, self, off, depth) {
		if (again && depth === 0 && seen.id === id) { lit[0] = seen.r; lit[1] = seen.g; lit[2] = seen.b; return seen.ao; }
		if (off < 0) lit[0] = lit[1] = lit[2] = 0;
		else shade(x + nx * off, y + ny * off, z + nz * off, self);
		const ao = hollow(x, y, z, nx, ny, nz);
		if (depth === 0) { found.id = id; found.r = lit[0]; found.g = lit[1]; found.b = lit[2]; found.ao = ao; }
		return ao;
	}
	const found = { id: -99, r: 1, g: 1, b: 1, ao: 1 };

	// A soft window, up and to the left, as polished things see it.
	function mirror(rx, ry, rz) {
		const u = rx / (Math.abs(rz) + 0.35), v = ry;
		const pane = smooth(-1.9, -1.55, u) * smooth(-0.35, -0.62, u) * smooth(0.34, 0.48, v) * smooth(0.97, 0.86, v);
		return 0.16 + 0.34 * smooth(-0.3, 0.9, ry) + pane * 2.6;
	}

	const col = [0, 0, 0];
	function paper(x, y, z, id, depth) {
		const toCorner = id === -2 ? z - wallAt : y;
		const bend = 0.5 * (1 - smooth(0, cove, toCorner));
		let ny = id === -2 ? 1 - bend : bend, nz = id === -2 ? bend : 1 - bend;
		const l = length(ny, nz); ny /= l; nz /= l;
		const ao = light(id, x, y + 0.002, z + 0.002, 0, ny, nz, -1, 0, depth);
		const base = id === -2 ? scene.floor : scene.wall;
		const grain = 1 + (noise(x * 60, y * 60 + 9, z * 60) - 0.5) * 0.05 + (noise(x * 17, y * 17, z * 17) - 0.5) * 0.03;
		const diff = Math.max(0, ny * L[1] + nz * L[2]);
		const fade = 1.07 - 0.034 * length(x + 2.2, y - 2.2, z + 1);
		for (let j = 0; j < 3; j++) col[j] = base[j] * grain * fade * (diff * lit[j] * SUN[j] + AIR[j] * ao * (0.84 + 0.16 * ny));
	}
	const SUN = [1.36, 1.25, 1.1], AIR = [0.31, 0.335, 0.385];

	function colour(ox, oy, oz, dx, dy, dz, skip, depth) {
		cast(ox, oy, oz, dx, dy, dz, skip);
		const id = hit.id, t = hit.t;
		if (id === -1) { col[0] = scene.wall[0]; col[1] = scene.wall[1]; col[2] = scene.wall[2]; return id; }
		const x = ox + dx * t, y = oy + dy * t, z = oz + dz * t;
		if (id < 0) { paper(x, y, z, id, depth); return id; }
		const o = things[id], m = o.m;
		local(o, x, y, z);
		const qx = px[0], qy = px[1], qz = px[2], f = o.sdf, bump = o.bump, e = bump ? 0.0022 : 0.0016;
		const s = (a, b, c) => (bump ? f(a, b, c) - bump(a, b, c) : f(a, b, c));
		const d1 = s(qx + e, qy - e, qz - e), d2 = s(qx - e, qy - e, qz + e), d3 = s(qx - e, qy + e, qz - e), d4 = s(qx + e, qy + e, qz + e);
		let lx = d1 - d2 - d3 + d4, ly = -d1 - d2 + d3 + d4, lz = -d1 + d2 - d3 + d4;
		const ll = length(lx, ly, lz) || 1; lx /= ll; ly /= ll; lz /= ll;
		const nx = m[0] * lx + m[1] * ly + m[2] * lz, ny = m[3] * lx + m[4] * ly + m[5] * lz, nz = m[6] * lx + m[7] * ly + m[8] * lz;
		const facing = clamp(-(nx * dx + ny * dy + nz * dz), 0, 1), fres = (1 - facing) ** 4;
		const k = 2 * (nx * dx + ny * dy + nz * dz), rx = dx - k * nx, ry = dy - k * ny, rz = dz - k * nz;

		if (o.glass) {
			if (depth > 3) { col[0] = scene.wall[0]; col[1] = scene.wall[1]; col[2] = scene.wall[2]; return id; }
			let len = 0, a = 0.004;
			local(o, x, y, z);
			const gx = px[0], gy = px[1], gz = px[2];
			const ex = m[0] * dx + m[3] * dy + m[6] * dz, ey = m[1] * dx + m[4] * dy + m[7] * dz, ez = m[2] * dx + m[5] * dy + m[8] * dz;
			let rim = 0;
			while (a < o.r * 2.1) { const d = f(gx + ex * a, gy + ey * a, gz + ez * a); const stride = d < 0 ? Math.max(0.005, -d) : Math.max(0.012, d * 0.9); if (d < 0) { len += stride; } else if (d < 0.02) rim += 0.02; a += stride; }
			const bendX = dx - nx * 0.1 * (1 - facing * 0.6), bendY = dy - ny * 0.1 * (1 - facing * 0.6), bendZ = dz - nz * 0.1;
			const bl = length(bendX, bendY, bendZ);
			colour(x, y, z, bendX / bl, bendY / bl, bendZ / bl, id, depth + 1);
			const tint = o.glass.absorb, shine = mirror(rx, ry, rz), edge = 0.55 * fres + 0.25 * (1 - facing) ** 2;
			for (let j = 0; j < 3; j++) {
				const through = Math.exp(-tint[j] * 2.3 * (len + 0.02));
				col[j] = col[j] * through * (1 - edge * 0.55) + edge * 0.3 * Math.exp(-tint[j] * 0.35) + (0.06 + 0.5 * fres) * shine + Math.min(rim, 0.2) * 0.1;
			}
			return id;
		}

		out.shine = 0; out.gloss = 0; out.wax = 0;
		o.skin(qx, qy, qz, lx, ly, lz, out);
		const wrap = out.wax * 0.45, dot = nx * L[0] + ny * L[1] + nz * L[2];
		const ao = light(id, x, y, z, nx, ny, nz, id, dot + wrap <= 0 ? -1 : 0.012, depth);
		const diff = Math.max(0, (dot + wrap) / (1 + wrap));
		const skyward = 0.62 + 0.38 * ny, bounce = 0.24 * (0.5 - 0.5 * ny) * smooth(1.6, 0, y);
		const base = [out.r, out.g, out.b], shine = out.shine, gloss = out.gloss;
		const hx = L[0] - dx, hy = L[1] - dy, hz = L[2] - dz, hl = length(hx, hy, hz);
		const spec = shine > 0 ? shine * clamp((nx * hx + ny * hy + nz * hz) / hl, 0, 1) ** (8 + 90 * gloss) * (0.35 + gloss) : 0;
		const glint = gloss > 0 ? gloss * (0.05 + 0.55 * fres) * mirror(rx, ry, rz) * ao : 0;
		for (let j = 0; j < 3; j++) {
			const glow = out.wax * 0.16 * (1 - diff);
			const sun = SUN[j] * (diff * (lit[j] * (1 - wrap * 0.3) + wrap * 0.3) + glow);
			const air = AIR[j] * ao * skyward + bounce * scene.floor[j] * ao;
			const metal = out.metal;
			if (metal > 0) col[j] = base[j] * (mirror(rx, ry, rz) * 0.95 * (0.35 + 0.65 * ao) + sun * 0.32 + spec * lit[j] * 2);
			else col[j] = base[j] * (sun + air) + spec * lit[j] + glint;
		}
		out.metal = 0;
		if (out.glow > 0) { for (let j = 0; j < 3; j++) col[j] = base[j] * (out.glow + col[j] * 0.2); out.glow = 0; }
		return id;
	}

	const dir = (sx, sy) => {
		const u = ((sx / w) * 2 - 1) * lens * (w / h), v = (1 - (sy / h) * 2) * lens;
		const d = [fwd[0] + right[0] * u + up[0] * v, fwd[1] + right[1] * u + up[1] * v, fwd[2] + right[2] * u + up[2] * v];
		const l = length(...d);
		return colour(eye[0], eye[1], eye[2], d[0] / l, d[1] / l, d[2] / l, -9, 0);
	};

	const pixels = new Float32Array(w * h * 3), ids = new Int8Array(w * h), kept = new Float32Array(w * h * 4);
	for (let j = 0; j < h; j++)
		for (let i = 0; i < w; i++) { const k = j * w + i; found.id = -99; ids[k] = dir(i + 0.5, j + 0.5); pixels.set(col, k * 3); kept[k * 4] = found.r; kept[k * 4 + 1] = found.g; kept[k * 4 + 2] = found.b; kept[k * 4 + 3] = found.id === ids[k] ? found.ao : -1; }
	// Edges and fine textures get three more looks.
	const soft = new Uint8Array(w * h * 3);
	for (let j = 0; j < h; j++)
		for (let i = 0; i < w; i++) {
			const k = j * w + i;
			let rough = false;
			for (const n of [i > 0 ? k - 1 : k, i < w - 1 ? k + 1 : k, j > 0 ? k - w : k, j < h - 1 ? k + w : k])
				if (ids[n] !== ids[k] || Math.abs(Math.sqrt(pixels[n * 3 + 1]) - Math.sqrt(pixels[k * 3 + 1])) > 0.05) rough = true;
			let r = pixels[k * 3], g = pixels[k * 3 + 1], b = pixels[k * 3 + 2];
			if (rough) {
				again = kept[k * 4 + 3] >= 0; seen.id = ids[k]; seen.r = kept[k * 4]; seen.g = kept[k * 4 + 1]; seen.b = kept[k * 4 + 2]; seen.ao = kept[k * 4 + 3];
				r = Math.min(r, 1.6); g = Math.min(g, 1.6); b = Math.min(b, 1.6);
				for (const [a, c] of LOOKS) { dir(i + a, j + c); r += Math.min(col[0], 1.6); g += Math.min(col[1], 1.6); b += Math.min(col[2], 1.6); }
				r /= 4; g /= 4; b /= 4;
			}
			const speck = (noise(i * 0.9, j * 0.9, 5) - 0.5) * 3.2;
			soft[k * 3] = clamp(toByte(r) + speck, 0, 255); soft[k * 3 + 1] = clamp(toByte(g) + speck, 0, 255); soft[k * 3 + 2] = clamp(toByte(b) + speck, 0, 255);
		}
	return soft;
}
