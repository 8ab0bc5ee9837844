"use strict";
// Where relations run: between the cards and never behind one. A line crosses a row of cards through a gap or beside the row, and
// turns in the channels between the rows.
(function (graph) {
  const CLEAR = 4;
  const SPACING = 5;
  const THIN = 30;
  const CROWD = 4;
  /** Of so many lines the course of one counts less than the time that it takes to find. */
  const MANY = 160;

  /** Gives every link its `segments`: cubic curves from its start to the tip of its arrow, each upright at both ends. */
  graph.route = (links, arranged, g) => {
    const rows = rowsOf(arranged, g);
    const rowOf = new Map(rows.flatMap((row, k) => row.cards.map((card) => [card.id, k])));
    ports(links, arranged, g, (link, end) => arranged.at.get(end === "start" ? link.to : link.from));
    for (const link of links) link.gaps = link.level ? [] : through(link, rows, rowOf);
    spread(rows);
    // now that it is known which way each one goes
    ports(links, arranged, g, (link, end) => {
      const first = end === "start" ? link.gaps[0] : link.gaps.at(-1);
      return first ? { x: first.x, y: rows[first.row].top } : arranged.at.get(end === "start" ? link.to : link.from);
    });
    const ahead = links.length > MANY ? 4 : 16;
    for (const link of links) {
      link.segments = link.level ? under(link, rows[rowOf.get(link.from)]) : smooth(stations(link, rows), link, rows, ahead);
      link.point = along(link.segments);
    }
  };

  /** The rows of cards from top to bottom, each with the channel below it and the ways through. */
  function rowsOf(arranged, g) {
    const found = new Map();
    for (const [id, { x, y }] of arranged.at) {
      if (!found.has(y)) found.set(y, []);
      found.get(y).push({ id, left: x - g.card_width / 2, right: x + g.card_width / 2 });
    }
    const rows = [...found].sort(([a], [b]) => a - b).map(([y, cards]) => {
      cards.sort((a, b) => a.left - b.left);
      return { top: y - g.card_height / 2, bottom: y + g.card_height / 2, cards };
    });
    const [first, last] = [arranged.narrow ? 0 : g.label_width, arranged.width];
    rows.forEach((row, k) => {
      row.below = (rows[k + 1]?.top ?? row.bottom + g.band_pad) - row.bottom;
      const edges = [first, ...row.cards.flatMap((card) => [card.left, card.right]), last];
      row.ways = [];
      for (let n = 0; n < edges.length; n += 2) {
        const outer = n === 0 || n === edges.length - 2;
        const [from, to] = [edges[n] + (n ? CLEAR : 2), edges[n + 1] - (n === edges.length - 2 ? 2 : CLEAR)];
        if (to >= from) row.ways.push({ from, to, outer, used: [] });
      }
    });
    return rows;
  }

  /** Where each relation leaves and enters: spread over the edge of the card in the order of the places that they come from. */
  function ports(links, arranged, g, from) {
    const sides = new Map();
    for (const link of links) {
      const [a, b] = [arranged.at.get(link.from), arranged.at.get(link.to)];
      link.level = Math.abs(a.y - b.y) < 1;
      const up = a.y > b.y;
      for (const [id, side, end] of [
        [link.from, link.level || !up ? "bottom" : "top", "start"],
        [link.to, link.level || up ? "bottom" : "top", "end"],
      ]) {
        const key = `${id}\n${side}`;
        if (!sides.has(key)) sides.set(key, []);
        sides.get(key).push({ link, end, other: from(link, end), far: arranged.at.get(end === "start" ? link.to : link.from), at: arranged.at.get(id), side });
      }
    }
    for (const list of sides.values()) {
      list.sort((p, q) => p.other.x - q.other.x || p.far.x - q.far.x || p.other.y - q.other.y);
      const step = Math.min(13, (g.card_width * 0.8) / Math.max(1, list.length - 1));
      list.forEach((port, k) => {
        const x = port.at.x + (k - (list.length - 1) / 2) * step;
        const y = port.at.y + (port.side === "top" ? -1 : 1) * (g.card_height / 2);
        port.link[port.end] = { x, y, down: port.side === "bottom" ? 1 : -1 };
      });
    }
  }

  /** The ways through the rows between the two ends: least sideways, most of that where there is room, not all through one gap. */
  function through(link, rows, rowOf) {
    const [a, b] = [rowOf.get(link.from), rowOf.get(link.to)];
    const step = a < b ? 1 : -1;
    const count = Math.max(0, Math.abs(a - b) - 1);
    let states = [{ cost: 0, x: link.start.x }];
    for (let n = 0; n < count; n += 1) {
      const row = a + step * (n + 1);
      const turn = 1 + THIN / rows[Math.min(row - step, row)].below;
      const wish = link.start.x + ((link.end.x - link.start.x) * (n + 1)) / (count + 1);
      const next = [];
      for (const way of rows[row].ways) {
        const crowd = way.outer ? 0 : CROWD * way.used.length ** 2;
        const middle = (way.from + way.to) / 2;
        const places = way.outer ? new Set([wish, link.start.x, link.end.x].map((x) => Math.max(way.from, Math.min(way.to, x)))) : [middle];
        for (const x of places) {
          const [cost, before] = cheapest(states, x, turn);
          next.push({ cost: cost + crowd + Math.abs(x - wish) / 50, x, row, way, before });
        }
      }
      states = next;
    }
    const turn = 1 + THIN / rows[Math.min(b - step, b)].below;
    const gaps = [];
    for (let [, state] = cheapest(states, link.end.x, turn); state.way; state = state.before) gaps.unshift({ row: state.row, way: state.way, x: state.x });
    gaps.forEach((gap, k) => {
      gap.way.used.push({ gap, toward: () => (gaps[k - 1] ?? link.start).x + (gaps[k + 1] ?? link.end).x });
    });
    return gaps;
  }

  function cheapest(states, x, turn) {
    let best = [Infinity, undefined];
    for (const state of states) {
      const cost = state.cost + Math.abs(x - state.x) * turn;
      if (cost < best[0]) best = [cost, state];
    }
    return best;
  }

  /** Lines that share a way stand side by side, in the order of where they come from and go to. */
  function spread(rows) {
    for (const way of rows.flatMap((row) => row.ways)) {
      const sorted = way.used.map((one) => ({ ...one, aim: one.toward() })).sort((p, q) => p.gap.x - q.gap.x || p.aim - q.aim);
      const step = Math.min(SPACING, (way.to - way.from) / Math.max(1, sorted.length - 1));
      if (!way.outer) {
        sorted.sort((p, q) => p.aim - q.aim);
        const first = (way.from + way.to) / 2 - (step * (sorted.length - 1)) / 2;
        sorted.forEach(({ gap }, k) => (gap.x = first + k * step));
        continue;
      }
      let least = way.from;
      for (const { gap } of sorted) least = (gap.x = Math.max(gap.x, least)) + step;
      let most = way.to;
      for (const { gap } of sorted.reverse()) most = (gap.x = Math.min(gap.x, most)) - step;
    }
  }

  /** The points that the line passes, two for every row: where it comes to the gap and where it leaves it. */
  function stations(link, rows) {
    const { start, end } = link;
    const down = end.y > start.y;
    const found = [{ x: start.x, y: start.y }];
    for (const gap of link.gaps) {
      const { top, bottom } = rows[gap.row];
      found.push({ x: gap.x, y: down ? top : bottom }, { x: gap.x, y: down ? bottom : top });
    }
    found.push({ x: end.x, y: end.y + end.down * 7 });
    return found;
  }

  /** Curves from station to station, as few as pass no card: all at once, else so many stations at a time. */
  function smooth(points, link, rows, ahead) {
    const last = points.length - 1;
    const segments = [];
    const tried = (from, to) => {
      const segment = curve(points[from], points[to]);
      const crossed = link.gaps.slice(from >> 1, to >> 1);
      return crossed.every((gap) => clear(segment, rows[gap.row])) ? segment : undefined;
    };
    for (let here = 0; here < last; ) {
      let next = last;
      let segment = tried(here, next);
      if (!segment) next = Math.min(last - 1, here + ahead);
      while (!segment && !(segment = next > here + 1 ? tried(here, next) : curve(points[here], points[next]))) next -= 1;
      segments.push(segment);
      here = next;
    }
    return segments;
  }

  function curve(from, to) {
    const bend = (to.y - from.y) * 0.45;
    return [from, { x: from.x, y: from.y + bend }, { x: to.x, y: to.y - bend }, to];
  }

  /** Whether a curve leaves the cards of a row clear. It falls or rises, and goes one way, all along: so where it enters and leaves
   *  the row tells all. */
  function clear(segment, row) {
    const far = [segment[0].x, segment[3].x];
    if (!hits(row, Math.min(...far), Math.max(...far))) return true;
    const [one, other] = [xAt(segment, row.top - 2), xAt(segment, row.bottom + 2)];
    return !hits(row, Math.min(one, other), Math.max(one, other));
  }

  const hits = (row, left, right) => row.cards.some((card) => card.right >= left - 3 && card.left <= right + 3);

  function xAt([a, b, c, d], y) {
    const down = d.y > a.y;
    let [least, most] = [0, 1];
    for (let n = 0; n < 14; n += 1) {
      const t = (least + most) / 2;
      if (cubic(t, a.y, b.y, c.y, d.y) < y === down) least = t;
      else most = t;
    }
    const t = (least + most) / 2;
    return cubic(t, a.x, b.x, c.x, d.x);
  }

  /** Between two cards of one row: in the channel below it. */
  function under(link, row) {
    const { start, end } = link;
    const bend = Math.min(26, (row.below - 3) / 0.75);
    const tip = { x: end.x, y: end.y + Math.min(7, row.below - 3) };
    return [[start, { x: start.x, y: start.y + bend }, { x: tip.x, y: Math.max(tip.y, end.y + bend) }, tip]];
  }

  const cubic = (t, a, b, c, d) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * d;
  const at = ([a, b, c, d], t) => ({ x: cubic(t, a.x, b.x, c.x, d.x), y: cubic(t, a.y, b.y, c.y, d.y) });

  /** The point at a share of the line's length. */
  function along(segments) {
    return (share) => {
      const points = segments.flatMap((segment) => [0, 0.25, 0.5, 0.75, 1].map((t) => at(segment, t)));
      const steps = points.slice(1).map((p, k) => Math.hypot(p.x - points[k].x, p.y - points[k].y));
      let left = share * steps.reduce((sum, step) => sum + step, 0);
      const k = steps.findIndex((step) => (left -= step) <= 0);
      if (k < 0) return points.at(-1);
      const part = steps[k] ? 1 + left / steps[k] : 0;
      return { x: points[k].x + (points[k + 1].x - points[k].x) * part, y: points[k].y + (points[k + 1].y - points[k].y) * part };
    };
  }
})(globalThis.viendanGraph);
