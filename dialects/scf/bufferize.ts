/** How structured control flow passes buffers on where it passed tensors. */

import "./bufferize/branches.ts";
import "./bufferize/forall.ts";
import "./bufferize/loops.ts";
