//! The functions of JMESPath, by its specification, and ours: what each is called and takes.

mod call;

/// A function that expressions can call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Abs,
    Avg,
    Body,
    Ceil,
    Contains,
    EndsWith,
    Floor,
    Header,
    Join,
    Keys,
    Length,
    Map,
    Max,
    MaxBy,
    Merge,
    Min,
    MinBy,
    NotNull,
    Reverse,
    Sort,
    SortBy,
    StartsWith,
    Status,
    Sum,
    ToArray,
    ToNumber,
    ToString,
    Type,
    Values,
}

impl Function {
    /// All of them, by name.
    pub(super) const ALL: [Self; 29] = [
        Self::Abs,
        Self::Avg,
        Self::Body,
        Self::Ceil,
        Self::Contains,
        Self::EndsWith,
        Self::Floor,
        Self::Header,
        Self::Join,
        Self::Keys,
        Self::Length,
        Self::Map,
        Self::Max,
        Self::MaxBy,
        Self::Merge,
        Self::Min,
        Self::MinBy,
        Self::NotNull,
        Self::Reverse,
        Self::Sort,
        Self::SortBy,
        Self::StartsWith,
        Self::Status,
        Self::Sum,
        Self::ToArray,
        Self::ToNumber,
        Self::ToString,
        Self::Type,
        Self::Values,
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        self.usage().split('(').next().unwrap_or_default()
    }

    /// How it is called, for people.
    pub(super) fn usage(self) -> &'static str {
        match self {
            Self::Abs => "abs(number)",
            Self::Avg => "avg(numbers)",
            Self::Body => "body()",
            Self::Ceil => "ceil(number)",
            Self::Contains => "contains(list or text, value)",
            Self::EndsWith => "ends_with(text, end)",
            Self::Floor => "floor(number)",
            Self::Header => "header('name')",
            Self::Join => "join(separator, texts)",
            Self::Keys => "keys(object)",
            Self::Length => "length(text, list or object)",
            Self::Map => "map(&expression, list)",
            Self::Max => "max(list)",
            Self::MaxBy => "max_by(list, &expression)",
            Self::Merge => "merge(object, object, …)",
            Self::Min => "min(list)",
            Self::MinBy => "min_by(list, &expression)",
            Self::NotNull => "not_null(value, value, …)",
            Self::Reverse => "reverse(list or text)",
            Self::Sort => "sort(list)",
            Self::SortBy => "sort_by(list, &expression)",
            Self::StartsWith => "starts_with(text, start)",
            Self::Status => "status()",
            Self::Sum => "sum(numbers)",
            Self::ToArray => "to_array(value)",
            Self::ToNumber => "to_number(value)",
            Self::ToString => "to_string(value)",
            Self::Type => "type(value)",
            Self::Values => "values(object)",
        }
    }

    /// Whether it can be called with so many arguments.
    pub(super) fn takes(self, arguments: usize) -> bool {
        match self {
            Self::Body | Self::Status => arguments == 0,
            Self::Contains
            | Self::EndsWith
            | Self::Join
            | Self::Map
            | Self::MaxBy
            | Self::MinBy
            | Self::SortBy
            | Self::StartsWith => arguments == 2,
            Self::Merge | Self::NotNull => arguments >= 1,
            _ => arguments == 1,
        }
    }

    /// Which of its arguments is an expression, `&…`.
    pub(super) fn expression_at(self) -> Option<usize> {
        match self {
            Self::Map => Some(0),
            Self::MaxBy | Self::MinBy | Self::SortBy => Some(1),
            _ => None,
        }
    }
}
