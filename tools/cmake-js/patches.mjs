// What has to change in the sources of llvm-bindings 0.4.2, which were written for LLVM 14, to compile and behave
// against LLVM 22. A patch replaces every match of `find` in `file`; one that matches nothing is an error.

/** @typedef {{ file: string, why: string, find: RegExp, replace: string }} Patch */

/** @type {readonly Patch[]} */
export const PATCHES = [
  // Names and signatures that changed.
  {
    file: "src/IR/Constants.cpp",
    why: "ConstantInt::getType returns a Type, as ConstantInt may be a vector",
    find: /constantInt->getType\(\)/g,
    replace: "constantInt->getIntegerType()",
  },
  {
    file: "src/IR/DataLayout.cpp",
    why: "TypeSize::getFixedSize was renamed",
    find: /getFixedSize\(\)/g,
    replace: "getFixedValue()",
  },
  {
    file: "src/IR/DIBuilder.cpp",
    why: "debug declarations are records, which are no instructions: nothing to return",
    find: /instruction = (builder->insert(?:Declare|DbgValueIntrinsic)\(.*\);)/g,
    replace: "$1\n            return env.Null();",
  },
  {
    file: "src/IR/Function.cpp",
    why: "the list of blocks became private",
    find: /getBasicBlockList\(\)\.push_back\((\w+)\)/g,
    replace: "insert(function->end(), $1)",
  },
  {
    file: "src/IR/Function.cpp",
    why: "the list of blocks became private",
    find: /getBasicBlockList\(\)\.insertAfter\(where->getIterator\(\), (\w+)\)/g,
    replace: "insert(std::next(where->getIterator()), $1)",
  },
  {
    file: "src/IR/IRBuilder.cpp",
    why: "llvm::None is gone; the empty argument list is spelled out",
    find: /llvm::None/g,
    replace: "llvm::ArrayRef<llvm::Value *>()",
  },
  {
    file: "src/IR/Intrinsic.cpp",
    why: "Intrinsic::getDeclaration was renamed",
    find: /llvm::Intrinsic::getDeclaration\(/g,
    replace: "llvm::Intrinsic::getOrInsertDeclaration(",
  },
  {
    file: "src/IR/Intrinsic.cpp",
    why: "these intrinsics are gone",
    find: /^.*llvm::Intrinsic::(?:dbg_addr|flt_rounds)\b.*\n/gm,
    replace: "",
  },
  {
    file: "src/IR/Module.cpp",
    why: "the target triple became a class",
    find: /module->getTargetTriple\(\)/g,
    replace: "module->getTargetTriple().str()",
  },
  {
    file: "src/IR/Module.cpp",
    why: "the target triple became a class",
    find: /module->setTargetTriple\((\w+)\)/g,
    replace: "module->setTargetTriple(llvm::Triple($1))",
  },
  {
    file: "src/MC/TargetRegistry.cpp",
    why: "the target triple became a class, llvm::Optional is gone",
    find: /createTargetMachine\(targetTriple, (.*), llvm::Optional<llvm::Reloc::Model>\{\}\)/g,
    replace: "createTargetMachine(llvm::Triple(targetTriple), $1, std::nullopt)",
  },

  // Builder methods that got more parameters: the method's own type tells which, and each takes its zero value.
  {
    file: "include/IR/IRBuilder.h",
    why: "casts have flags, different ones each",
    find: /template<CreateCast method>/g,
    replace: "template<auto method>",
  },
  {
    file: "include/IR/IRBuilder.h",
    why: "casts have flags, different ones each",
    find: /^(typedef llvm::Value \*\(llvm::IRBuilderBase::\*)CreateCast\).*$/gm,
    replace: [
      "template<typename... Flags>",
      "llvm::Value *createCast(LLVMIRBuilder *builder, llvm::Value *(llvm::IRBuilderBase::*method)(llvm::Value *,",
      "        llvm::Type *, const llvm::Twine &, Flags...), llvm::Value *value, llvm::Type *type, const std::string &name) {",
      "    return (builder->*method)(value, type, name, Flags{}...);",
      "}",
    ].join("\n"),
  },
  {
    file: "include/IR/IRBuilder.h",
    why: "casts have flags, different ones each",
    find: /\(builder->\*method\)\(value, destType, name\)/g,
    replace: "createCast(builder, method, value, destType, name)",
  },
  {
    file: "include/IR/IRBuilder.h",
    why: "CreateNeg has no flag for unsigned wrap",
    find: /(UnaryIntOperation\)\(.*), bool HasNUW, bool HasNSW\)/g,
    replace: "$1, bool HasNSW)",
  },
  {
    file: "include/IR/IRBuilder.h",
    why: "CreateNeg has no flag for unsigned wrap",
    find: /unOpFactoryMacro\(UnaryIntOperation, false, false\)/g,
    replace: "unOpFactoryMacro(UnaryIntOperation, false)",
  },

  // Opaque pointers and types that are gone.
  {
    file: "src/IR/IRBuilder.cpp",
    why: "pointers are opaque",
    find: /builder->getInt8PtrTy\(/g,
    replace: "builder->getPtrTy(",
  },
  {
    file: "src/IR/Type.cpp",
    why: "the type x86_mmx is gone",
    find: /^.*X86_MMX.*\n/gm,
    replace: "",
  },
  {
    file: "src/IR/Type.cpp",
    why: "pointers are opaque: a pointer to any type is the pointer type",
    find: /getPointerTypeFactory<&llvm::Type::get\w+PtrTy>/g,
    replace: "getPointerTypeFactory<&llvm::PointerType::get>",
  },
  {
    file: "src/IR/Type.cpp",
    why: "pointers are opaque: two are the same if their address spaces are",
    find: /isSameType\(type1->getPointerElementType\(\), type2->getPointerElementType\(\)\)/g,
    replace: "type1->getPointerAddressSpace() == type2->getPointerAddressSpace()",
  },
  ...["src/IR/Type.cpp", "src/IR/DerivedTypes.cpp"].map((file) => ({
    file,
    why: "pointers are opaque: they have no element type",
    find: /return Type::New\(info\.Env\(\), \w+->getPointerElementType\(\)\);/g,
    replace: 'throw Napi::Error::New(info.Env(), "pointers are opaque since LLVM 17: they have no element type");',
  })),

  // Faults: wrong constants and what ends the process.
  {
    file: "include/IR/IRBuilder.h",
    why: "getInt64 kept only the low 32 bits of its number",
    find: /unsigned value = info\[0\]\.As<Napi::Number>\(\);/g,
    replace: "int64_t value = info[0].As<Napi::Number>().Int64Value();",
  },
  {
    file: "src/Target/TargetMachine.cpp",
    why: "createDataLayout kept a reference to a temporary",
    find: /const llvm::DataLayout &dataLayout = (.*);\n(.*)const_cast<llvm::DataLayout \*>\(&dataLayout\)/g,
    replace: "auto *dataLayout = new llvm::DataLayout($1);\n$2dataLayout",
  },
  {
    file: "src/IRReader/IRReader.cpp",
    why: "parseIRFile wrapped a null pointer when the text did not parse: it returns null and reports why",
    find: /(\n *)(return Module::New\(env, module\);)/g,
    replace: '$1if (!module) {$1    err.print("", diagnostics::stream(), false);$1    return env.Null();$1}$1$2',
  },
  {
    file: "src/IR/LLVMContext.cpp",
    why: "an error during linking ended the process",
    find: /context = new llvm::LLVMContext\(\);/g,
    replace: "$&\n    diagnostics::collect(*context);",
  },
  {
    file: "src/IR/Verifier.cpp",
    why: "what the verifier found went to stderr",
    find: /&llvm::errs\(\)/g,
    replace: "&diagnostics::stream()",
  },
  {
    file: "src/llvm-bindings.cpp",
    why: "JavaScript reads what was reported",
    find: / {4}return exports;/g,
    replace: '    exports.Set("takeDiagnostics", Napi::Function::New(env, diagnostics::take));\n$&',
  },
  {
    file: "include/Util/index.h",
    why: "makes the reports known to all sources",
    find: /#pragma once\n/g,
    replace: '$&\n#include "Util/diagnostics.h"\n',
  },
  {
    file: "src/llvm-bindings.cpp",
    why: "makes the reports known here, too",
    find: /^#include "Target\/index\.h"$/gm,
    replace: '$&\n#include "Util/index.h"',
  },
];
