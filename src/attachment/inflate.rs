//! Unpacks deflated bytes up to a limit.

use miniz_oxide::inflate::{
    DecompressError, TINFLStatus, decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit,
};

use crate::source::facts::Unsearched;

/// Unpacks what is deflated without a header, as in zip files.
pub(super) fn inflate_raw(bytes: &[u8], limit_bytes: usize) -> Result<Vec<u8>, Unsearched> {
    decompress_to_vec_with_limit(bytes, limit_bytes).map_err(|error| why(&error))
}

/// Unpacks a zlib stream, as in PDF; of a damaged one, what came before the damage.
pub(super) fn inflate_zlib(bytes: &[u8], limit_bytes: usize) -> Result<Vec<u8>, Unsearched> {
    match decompress_to_vec_zlib_with_limit(bytes, limit_bytes) {
        Ok(unpacked) => Ok(unpacked),
        Err(error) if why(&error) == Unsearched::Broken && !error.output.is_empty() => {
            Ok(error.output)
        }
        Err(error) => Err(why(&error)),
    }
}

fn why(error: &DecompressError) -> Unsearched {
    if error.status == TINFLStatus::HasMoreOutput {
        Unsearched::TooLong
    } else {
        Unsearched::Broken
    }
}
