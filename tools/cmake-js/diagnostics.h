// Collects what LLVM reports while llvm-bindings parses, verifies and links, so that JavaScript can read it.
// Without this, LLVM writes to stderr, and an error during linking ends the process.
#pragma once

#include <string>

#include <llvm/IR/DiagnosticInfo.h>
#include <llvm/IR/DiagnosticPrinter.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/Support/raw_ostream.h>
#include <napi.h>

namespace diagnostics {

/// The text reported since the last call of `take`.
inline std::string &text() {
    static std::string collected;
    return collected;
}

/// A stream that appends to the collected text.
inline llvm::raw_ostream &stream() {
    static llvm::raw_string_ostream out(text());
    return out;
}

/// Collects the errors that `context` reports; warnings and remarks go to stderr, as without a handler.
inline void collect(llvm::LLVMContext &context) {
    context.setDiagnosticHandlerCallBack([](const llvm::DiagnosticInfo *info, void *) {
        llvm::raw_ostream &out = info->getSeverity() == llvm::DS_Error ? stream() : llvm::errs();
        llvm::DiagnosticPrinterRawOStream printer(out);
        info->print(printer);
        out << '\n';
    });
}

/// The function `takeDiagnostics(): string` of the package: returns the collected text and forgets it.
inline Napi::Value take(const Napi::CallbackInfo &info) {
    Napi::Value result = Napi::String::New(info.Env(), text());
    text().clear();
    return result;
}

} // namespace diagnostics
