/** The attributes of `gpu`: enumerations, memory spaces, and what parallel loops are mapped to. */

import type { AffineMap } from "../../ir/affine.ts";
import { parseAffineMapBody } from "../../ir/assembly/affine-parsing.ts";
import type { AttributeParser } from "../../ir/assembly/attribute-parser.ts";
import type { Attribute } from "../../ir/attribute.ts";
import { ArrayAttr } from "../../ir/builtin/attributes.ts";
import { type AttributeDefinition, defineAttr, type InstanceOf } from "../../ir/define-attribute.ts";
import { defineEnumAttr, type Enumerated } from "../../ir/enum-attr.ts";
import { DeviceMappingAttrInterface, DeviceMaskingAttrInterface } from "../../ir/interfaces/device-mapping.ts";
import { type Field, structAttr } from "../../ir/struct-attribute.ts";

export const dimensions = ["x", "y", "z"] as const;

export const Dimension = defineEnumAttr("gpu.dim", {
  summary: "a dimension, either 'x', 'y', or 'z'",
  enumName: "::mlir::gpu::Dimension",
  words: dimensions,
});

export const AllReduceOperation = defineEnumAttr("gpu.all_reduce_op", {
  summary: "built-in reduction operations supported by gpu.allreduce.",
  enumName: "::mlir::gpu::AllReduceOperation",
  words: [
    "add",
    "mul",
    "minui",
    "minsi",
    "minnumf",
    "maxui",
    "maxsi",
    "maxnumf",
    "and",
    "or",
    "xor",
    "minimumf",
    "maximumf",
  ],
});
export type AllReduceOperationName = (typeof AllReduceOperation.words)[number];

export const ShuffleMode = defineEnumAttr("gpu.shuffle_mode", {
  summary: "Indexing modes supported by gpu.shuffle.",
  enumName: "::mlir::gpu::ShuffleMode",
  words: ["xor", "up", "down", "idx"],
});
export type ShuffleModeName = (typeof ShuffleMode.words)[number];

export const BroadcastType = defineEnumAttr("gpu.broadcast", {
  summary: "a lane to broadcast from",
  enumName: "::mlir::gpu::BroadcastType",
  words: ["first_active_lane", "specific_lane"],
});

const addressSpaces = ["global", "workgroup", "private"] as const;
export type AddressSpaceName = (typeof addressSpaces)[number];

/** The memory space of a memref: seen by all threads, by those of a workgroup, or by one. */
export const AddressSpace = defineEnumAttr("gpu.address_space", {
  summary: "GPU address space",
  enumName: "::mlir::gpu::AddressSpace",
  words: addressSpaces,
  angled: true,
});

// The mappings of loops to processing units.

const mappingIds = [...dimensions, ...Array.from({ length: 10 }, (_, i) => `linear_dim_${i}` as const)] as const;
const firstLinear = dimensions.length;

function mappingAttr(name: `gpu.${string}`): AttributeDefinition<Enumerated<string>> {
  const definition = defineEnumAttr<string>(name, {
    summary: name,
    enumName: "::mlir::gpu::MappingId",
    words: mappingIds,
    angled: true,
  });
  const idOf = (attribute: Attribute): number =>
    mappingIds.indexOf((attribute as InstanceOf<typeof definition>).value as never);
  DeviceMappingAttrInterface.implement(definition, {
    mappingId: idOf,
    isLinear: (attribute) => idOf(attribute) >= firstLinear,
    relativeIndex: (attribute) => idOf(attribute) % firstLinear,
  });
  return definition;
}

export const BlockMapping = mappingAttr("gpu.block");
export const WarpgroupMapping = mappingAttr("gpu.warpgroup");
export const WarpMapping = mappingAttr("gpu.warp");
export const ThreadMapping = mappingAttr("gpu.thread");
export const LaneMapping = mappingAttr("gpu.lane");

/** Maps a loop to a level of memory. */
export const MemorySpaceMapping = defineEnumAttr("gpu.memory_space", {
  summary: "gpu.memory_space",
  enumName: "::mlir::gpu::AddressSpace",
  words: addressSpaces,
  angled: true,
});
DeviceMappingAttrInterface.implement(MemorySpaceMapping, {
  mappingId: (attribute) => addressSpaces.indexOf((attribute as InstanceOf<typeof MemorySpaceMapping>).value) + 1,
  isLinear: () => false,
  relativeIndex: () => 0,
});

/** Chooses the units whose bits are set. */
export const MappingMask = defineAttr("gpu.mask", {
  parse(parser) {
    parser.parseLess();
    const mask = BigInt.asUintN(64, parser.parseInteger());
    parser.parseGreater();
    return { mask };
  },
  print({ mask }, printer) {
    printer.write(`<${mask}>`);
  },
});
DeviceMaskingAttrInterface.implement(MappingMask, { maxNumPhysicalIds: () => 64 });

// The mapping of the loops of `scf.parallel` that `gpu-map-parallel-loops` chooses.

export const processors = ["block_x", "block_y", "block_z", "thread_x", "thread_y", "thread_z", "sequential"] as const;
export type Processor = (typeof processors)[number];

const processorField: Field<Processor> = {
  parse(parser: AttributeParser) {
    const at = parser.start;
    const word = parser.parseKeywordOrString();
    const value = processors.find((candidate) => candidate === word);
    if (value === undefined) {
      throw parser.error(`expected ::mlir::gpu::Processor to be one of: ${processors.join(", ")}`, at);
    }
    return value;
  },
  print(value, printer) {
    printer.write(value);
  },
};

const affineMapField: Field<AffineMap> = {
  parse: parseAffineMapBody,
  print(value, printer) {
    printer.write(String(value));
  },
};

/** The processor that runs a loop, what is done to its id, and to the bound of the loop. */
export const LoopDimMapping = structAttr("gpu.loop_dim_map", {
  processor: processorField,
  map: affineMapField,
  bound: affineMapField,
});
export type LoopDimMapping = InstanceOf<typeof LoopDimMapping>;

/** The name of the attribute of `scf.parallel` that holds one `LoopDimMapping` for each loop. */
export const loopMappingName = "mapping";

/** The mapping of each loop of a parallel loop; undefined if it has none. */
export function loopMappings(attribute: Attribute | undefined): readonly LoopDimMapping[] | undefined {
  if (!(attribute instanceof ArrayAttr)) return undefined;
  return attribute.values.every(LoopDimMapping.is) ? (attribute.values as readonly LoopDimMapping[]) : undefined;
}
