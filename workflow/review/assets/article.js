// An article under review. The server renders every row; here is only what keys and clicks do.
import "./review.js";
import * as beside from "./beside.js";
import * as keeping from "./keeping.js";
import * as filter from "./filter.js";
import { listen } from "./keys.js";
import * as reading from "./reading.js";
import { activate, left, nextOpen } from "./rows.js";
import { later } from "./queue.js";
import { send } from "./saving.js";
import { decided, list, rowOf, rows, state } from "./state.js";
import { count } from "./telling.js";
import * as team from "./team.js";
import * as watching from "./watching.js";

reading.watch();
keeping.remember();
for (const li of keeping.soonApproved()) decided.add(li);
if (state.waiting.length) later(send);
listen();
count();
watching.watch();
filter.watch();
if (rows.length) activate(left() || rowOf(list.dataset.start) || nextOpen([-Infinity, -1]) || rows[0]);
team.watch();
beside.watch();
