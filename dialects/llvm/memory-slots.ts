/** How local variables become values. */

import "./memory-slots/access.ts";
import "./memory-slots/block-intrinsics.ts";
import "./memory-slots/pointer-uses.ts";
import "./memory-slots/part-intrinsics.ts";
