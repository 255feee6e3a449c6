//! Where every field of every boundary struct lies, on 64-bit machines. A row that must change is a new major
//! version of the boundary. The C header repeats the rows as static assertions, so the C compiler judges them too.

use std::mem::{align_of, offset_of, size_of};

use tomada_abi as abi;

use crate::header::source;

/// What one struct must look like, and what the compiler made of it.
pub(crate) struct Layout {
    pub(crate) name: &'static str,
    pub(crate) size: usize,
    align: usize,
    /// Field name and offset, in order.
    pub(crate) fields: &'static [(&'static str, usize)],
    found_size: usize,
    found_align: usize,
    /// Offset and size.
    found_fields: &'static [(usize, usize)],
}

const fn size_of_field<S, F>(_: fn(&S) -> &F) -> usize {
    size_of::<F>()
}

/// `Name size align { field offset, … }`. A field that is left out does not compile: the pattern must be whole.
macro_rules! layouts {
    ($($name:ident $size:literal $align:literal { $($field:ident $offset:literal,)+ })+) => {
        pub(crate) const LAYOUTS: &[Layout] = &[$(Layout {
            name: stringify!($name),
            size: $size,
            align: $align,
            fields: &[$((stringify!($field), $offset)),+],
            found_size: size_of::<abi::$name>(),
            found_align: align_of::<abi::$name>(),
            found_fields: &[$((
                offset_of!(abi::$name, $field),
                size_of_field::<abi::$name, _>(|whole| &whole.$field),
            )),+],
        }),+];

        $(const _: fn(&abi::$name) = |whole| {
            let abi::$name { $($field: _),+ } = whole;
        };)+
    };
}

layouts! {
    Slice 16 8 { ptr 0, len 8, }
    Buf 32 8 { ptr 0, len 8, owner 16, release 24, }
    Waker 16 8 { data 0, table 8, }
    WakerTable 40 8 { struct_size 0, reserved 4, clone 8, wake 16, wake_by_ref 24, drop 32, }
    Operation 16 8 { state 0, table 8, }
    OperationTable 24 8 { struct_size 0, reserved 4, poll 8, drop 16, }
    Stream 16 8 { state 0, table 8, }
    StreamTable 24 8 { struct_size 0, reserved 4, poll_next 8, drop 16, }
    HostV1 64 8 {
        magic 0, major 8, minor 10, struct_size 12, host 16, info 24, get_extension 40, poll 48, close 56,
    }
    HttpTable 16 8 { struct_size 0, reserved 4, start 8, }
    TimeTable 24 8 { struct_size 0, reserved 4, now 8, sleep 16, }
    LogTable 16 8 { struct_size 0, reserved 4, log 8, }
    StateTable 16 8 { struct_size 0, reserved 4, start 8, }
    EmitTable 16 8 { struct_size 0, reserved 4, start 8, }
    RandomTable 16 8 { struct_size 0, reserved 4, fill 8, }
    PluginV1 72 8 {
        magic 0, major 8, minor 10, struct_size 12, flags 16, manifest 24, init 40, create 48, deinit 56,
        get_extension 64,
    }
    Instance 16 8 { state 0, table 8, }
    InstanceTable 32 8 { struct_size 0, reserved 4, call 8, stream 16, destroy 24, }
    Call 88 8 {
        struct_size 0, attempt 4, call 8, deadline_unix_ms 16, trace_id 24, run_id 40, locale 56, settings 72,
    }
}

#[test]
#[cfg(target_pointer_width = "64")]
fn every_field_lies_where_the_boundary_says() {
    for layout in LAYOUTS {
        let name = layout.name;
        assert_eq!(
            (layout.found_size, layout.found_align),
            (layout.size, layout.align),
            "size, align of {name}"
        );
        for ((field, offset), (found, _)) in layout.fields.iter().zip(layout.found_fields) {
            assert_eq!(found, offset, "offset of {name}.{field}");
        }
    }
}

/// A compiler may pad where nobody wrote a field; on the boundary every byte has a name.
#[test]
#[cfg(target_pointer_width = "64")]
fn every_byte_belongs_to_a_field() {
    for layout in LAYOUTS {
        let mut end = 0;
        for ((field, _), (offset, size)) in layout.fields.iter().zip(layout.found_fields) {
            assert_eq!(*offset, end, "{}.{field} follows bytes without a name", layout.name);
            end = offset + size;
        }
        assert_eq!(end, layout.size, "{} ends in bytes without a name", layout.name);
    }
}

#[test]
fn every_boundary_struct_has_a_row() {
    let rows: Vec<_> = LAYOUTS.iter().map(|layout| layout.name).collect();
    let declared: Vec<_> = source::structs().iter().map(|item| item.name.clone()).collect();
    assert_eq!(rows, declared, "rows of this file, in the order of the header, and structs of the sources");
}
