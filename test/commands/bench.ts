import { measureVisits } from '../bench/visits.ts';
const name = process.argv[2] === 'firefox' ? 'firefox' : 'chromium';
for (const rtt of [150, 50]) {
const v = await measureVisits({browser: name, executable: name==='firefox'?'/usr/bin/firefox-esr':'/usr/bin/chromium', roundTripMs: rtt});
console.log(v.timeline.join('\n'));
const limit = v.setUpMs + rtt + 5*rtt;
console.log(rtt, v.first, v.setUpMs, limit, v.first.ms/limit, v.second, v.afterStop);
}
