/** How operations on tensors become operations on buffers. */

import "./bufferize/creation.ts";
import "./bufferize/elements.ts";
import "./bufferize/joining.ts";
import "./bufferize/shapes.ts";
import "./bufferize/slices.ts";
